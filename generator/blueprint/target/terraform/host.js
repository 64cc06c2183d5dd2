// Runs JSII's kernel in this process. JSII's own start-up program runs it in a second one, and talks
// to that over file descriptor 3; here requests come from standard input and answers go to standard
// output, as many at once as there were requests. Whatever else is printed goes to standard error.
'use strict';
const fs = require('fs');
const {readSync, writeSync} = fs;
let answers = [];
fs.readSync = (fd, ...rest) => {
  if (fd !== 3) return readSync(fd, ...rest);
  for (let left = Buffer.concat(answers); left.length > 0; ) left = left.subarray(writeSync(1, left));
  answers = [];
  return readSync(0, ...rest);
};
fs.writeSync = (fd, data, offset = 0, ...rest) => {
  if (fd !== 3) return writeSync(fd, data, offset, ...rest);
  answers.push(data.subarray(offset));
  return data.length - offset;
};
Object.defineProperty(process, 'stdout', {get: () => process.stderr});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
require('./program.js');
