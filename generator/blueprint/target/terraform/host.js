// Runs JSII's kernel in this process. JSII's own start-up program runs it in a second one, and talks
// to that over file descriptor 3; here requests come from standard input and answers go to standard
// output. Whatever else is printed goes to standard error.
'use strict';
const fs = require('fs');
const {readSync, writeSync} = fs;
fs.readSync = (fd, ...rest) => readSync(fd === 3 ? 0 : fd, ...rest);
fs.writeSync = (fd, ...rest) => writeSync(fd === 3 ? 1 : fd, ...rest);
process.stdout.write = process.stderr.write.bind(process.stderr);
require('./program.js');
