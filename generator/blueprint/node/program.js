// Runs one program: a line of JSON for each question on standard input, and one for each answer on
// standard output. The first question names the program's own script, `module.exports = question =>
// value`. Whatever a program prints goes to standard error, and a signal that is meant for the
// program that started this one does not end it: it ends with its input.
'use strict';
const fs = require('fs');
Object.defineProperty(process, 'stdout', {get: () => process.stderr});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

let answer = ({script}) => {
  answer = require(script);
};

function reply(question) {
  try {
    return {answer: answer(JSON.parse(question)) ?? null};
  } catch (e) {
    return {error: String(e?.message ?? e)};
  }
}

function write(line) {
  for (let left = Buffer.from(line); left.length > 0; ) left = left.subarray(fs.writeSync(1, left));
}

const LINE_END = 10;
const chunk = Buffer.alloc(1 << 16);
let line = [];
for (let size; (size = fs.readSync(0, chunk)) > 0; ) {
  let read = Buffer.from(chunk.subarray(0, size));
  for (let end; (end = read.indexOf(LINE_END)) >= 0; read = read.subarray(end + 1)) {
    line.push(read.subarray(0, end));
    write(JSON.stringify(reply(Buffer.concat(line).toString())) + '\n');
    line = [];
  }
  line.push(read);
}
