'use strict';
const greeting = require('greeting');

module.exports = ({value, greet, print, fail, exit, environment}) => {
  if (print) console.log(print);
  if (fail) throw new Error(fail);
  if (exit) process.exit(exit);
  if (environment) return process.env;
  return greet ? greeting(greet) : value;
};
