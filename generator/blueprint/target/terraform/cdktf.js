// Has CDKTF's core make one stack in an application of its own, and answers its Terraform as JSON:
// what `app.synth()` would write, with its validations, but without a file. What it prepares first,
// outputs for other stacks, there is none of.
'use strict';
const cdktf = require('cdktf');

module.exports = ({constructs, overrides, s3}) => {
  const app = new cdktf.App({outdir: __dirname, stackTraces: false});
  const stack = new cdktf.TerraformStack(app, 'stack');
  for (const {type, id, config, logicalId, overrides} of constructs) {
    const construct = new cdktf[type](stack, id, config);
    construct.overrideLogicalId(logicalId);
    override(construct, overrides);
  }
  if (s3) new cdktf.S3Backend(stack, {bucket: '', key: ''});
  override(stack, overrides);
  stack.runAllValidations();
  return stack.toTerraform();
};

function override(object, values) {
  for (const [path, value] of Object.entries(values)) object.addOverride(path, value);
}
