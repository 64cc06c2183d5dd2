// Holds a template against the CDK's own validator and cdk-nag's AwsSolutions pack.
//
//   node validate.js TEMPLATE    prints the CDK's report, as JSON
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const {App, LegacyStackSynthesizer, Stack, Validations} = require('aws-cdk-lib');
const {CfnInclude} = require('aws-cdk-lib/cloudformation-include');
const {AwsSolutionsChecks} = require('cdk-nag');

const templateFile = path.resolve(process.argv[2]);
const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-'));
const context = {
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/core:strictCfnValidateErrors': true,
  '@aws-cdk/core:validationReportJson': true,
};
const app = new App({outdir, context, analyticsReporting: false});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
const stack = new Stack(app, 'stack', {synthesizer: new LegacyStackSynthesizer()});
new CfnInclude(stack, 'template', {templateFile});
try {
  app.synth();
} catch (e) {
  if (!/alidation/.test(e.message)) throw e;
}
process.exitCode = 0;
process.stdout.write(fs.readFileSync(path.join(outdir, 'validation-report.json'), 'utf8'));
fs.rmSync(outdir, {recursive: true});
