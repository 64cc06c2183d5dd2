// Makes a stack of L1 constructs of aws-cdk-lib, and answers the template that the CDK makes of it.
// A reference is asked of the construct that it names, so one to nothing ends here, not in AWS.
'use strict';
process.env.CDK_VALIDATION = 'false'; // the CDK's validator takes seconds to load; tests run it
const fs = require('fs');
const os = require('os');
const path = require('path');
const {App, CfnCondition, CfnOutput, CfnParameter, CfnResource, LegacyStackSynthesizer, Lazy, Stack} =
  require('aws-cdk-lib/core');

module.exports = ({template}) => {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-'));
  try {
    const app = new App({outdir, analyticsReporting: false, stackTraces: false, treeMetadata: false});
    const stack = new Stack(app, 'stack', {synthesizer: new LegacyStackSynthesizer()});
    fill(stack, template);
    return sorted(app.synth().getStackArtifact(stack.artifactId).template);
  } finally {
    fs.rmSync(outdir, {recursive: true});
  }
};

function fill(stack, {Description, Metadata, Parameters = {}, Conditions = {}, Resources, Outputs = {}}) {
  const made = new Map();
  const find = (id) => {
    if (!made.has(id)) throw new Error(`nothing is called ${id}`);
    return made.get(id);
  };
  const name = (construct, id) => {
    construct.overrideLogicalId(id);
    made.set(id, construct);
    return construct;
  };
  const lazy = (value) => Lazy.any({produce: () => bind(value, find)});

  stack.templateOptions.description = Description;
  stack.templateOptions.metadata = Metadata;
  for (const [id, {Type, ...rest}] of Object.entries(Parameters)) {
    const parameter = name(new CfnParameter(stack, id, {type: Type}), id);
    parameter._toCloudFormation = () => ({Parameters: {[id]: {Type, ...rest}}});
  }
  for (const [id, expression] of Object.entries(Conditions)) {
    name(new CfnCondition(stack, id, {expression: lazy(expression)}), id);
  }
  for (const [id, {Type, Properties = {}}] of Object.entries(Resources)) {
    const properties = Object.fromEntries(Object.entries(Properties).map(([key, value]) => [key, lazy(value)]));
    name(new CfnResource(stack, id, {type: Type, properties}), id);
  }
  for (const [id, {Type, Properties, DependsOn = [], ...attributes}] of Object.entries(Resources)) {
    for (const other of [].concat(DependsOn)) find(id).addResourceDependency(find(other));
    for (const [key, value] of Object.entries(attributes)) find(id).addOverride(key, bind(value, find));
  }
  for (const [id, {Description: description, Value}] of Object.entries(Outputs)) {
    new CfnOutput(stack, `output ${id}`, {description, value: Lazy.any({produce: () => bind(Value, find)}).toString()}).overrideLogicalId(id);
  }
}

// The value with each reference asked of what it refers to; AWS::Region and its like stay as they are.
function bind(value, find) {
  if (Array.isArray(value)) return value.map((item) => bind(item, find));
  if (value === null || typeof value !== 'object') return value;
  if (typeof value.Ref === 'string' && !value.Ref.startsWith('AWS::')) {
    const named = find(value.Ref);
    return named instanceof CfnParameter ? named.value : named.ref;
  }
  if (Array.isArray(value['Fn::GetAtt'])) {
    const [id, attribute] = value['Fn::GetAtt'];
    return find(id).getAtt(attribute);
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bind(inner, find)]));
}

// The CDK puts dependencies into the order of a person's language.
function sorted(template) {
  for (const {DependsOn} of Object.values(template.Resources)) DependsOn?.sort();
  return template;
}
