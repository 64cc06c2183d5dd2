#!/usr/bin/env node
// Rebuilds aws.schema: what Blueprint knows of the Terraform AWS provider, for the types in
// types.txt. Needs Node 20 and npm. Every member is held against both ends of the range of versions
// that the generated Terraform allows.
//
// Version 6 is read from the bindings in the npm package named below: the `synthesizeHclAttributes`
// bodies say name, type and `isBlock`, the comments on the accessors say required, optional or
// computed. Version 5 is a dump of the provider itself, made in an empty directory:
//
//   cat > main.tf <<'TF'
//   terraform {
//     required_providers {
//       aws = {
//         source  = "hashicorp/aws"
//         version = "5.100.0"
//       }
//     }
//   }
//   TF
//   terraform init && terraform providers schema -json > v5.json
//
// Then, here:  node rebuild.mjs --v5 v5.json
//   --package DIR   an unpacked copy of the npm package, instead of asking npm for it
//   --out FILE      instead of aws.schema beside this script
//
// Ends with 1, and writes nothing, if a type of types.txt is in neither version or if a body can't
// be read. Types that the two versions disagree on are listed on stderr; version 5 wins.

import {execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {cut, v6Schema} from './bindings.mjs';

const PACKAGE = '@cdktn/provider-aws';
const PACKAGE_VERSION = '25.7.0';
const V6 = '6.66.0';
const V5 = '5.100.0';
const READ_ON = '2026-11-21';

/** Deprecated by version 6, which the bindings do not say. Source: version 6 upgrade guide. */
const DEPRECATED_IN_V6 = new Set(['data aws_region.name']);

const HEADER = `# What Blueprint knows of the Terraform AWS provider. Written by rebuild.mjs, not by hand.
# v6: ${V6}, read from npm ${PACKAGE} ${PACKAGE_VERSION}
# v5: ${V5}, from \`terraform providers schema -json\`
# date: ${READ_ON}
#
# Facts about names and types; replacement, defaults, allowed values and conflicts are not in it.
# One member a line, two spaces a level.
#   attribute:  name type [required] [optional] [computed] [sensitive] [write-only] [deprecated] [v5|v6]
#   block:      name {list|set|single} [min=N] [max=N] [deprecated] [v5|v6] [...]
# \`v5\` and \`v6\`: in that version only. Where the two differ, the stricter rule. \`...\`: content not
# listed. v6 alone does not say what is sensitive.
`;

// ---- Both versions -> lines

/** A type as a Terraform type expression without spaces. */
export function typeText(type) {
  if (typeof type === 'string') return type === 'dynamic' ? 'any' : type;
  const [shape, of] = type;
  if (shape !== 'object') return `${shape}(${typeText(of)})`;
  const fields = Object.keys(of).sort().map(name => `${name}=${typeText(of[name])}`);
  return `object({${fields.join(',')}})`;
}

const only = (v5, v6) => (v5 && v6 ? '' : v5 ? 'v5' : 'v6');
const settable = attribute => attribute.required || attribute.optional;
const words = (...parts) => parts.filter(Boolean).join(' ');

function attributeLine(name, v5, v6, path, report) {
  const both = [v5, v6].filter(Boolean);
  const type = typeText((v5 ?? v6).type);
  if (v5 && v6 && settable(v5) && type !== typeText(v6.type)) {
    report.push(`${path}: v5 ${type}, v6 ${typeText(v6.type)}`);
  }
  const required = both.some(a => a.required);
  return words(name, type, required && 'required', !required && both.every(settable) && 'optional',
      both.some(a => a.computed) && 'computed', both.some(a => a.sensitive) && 'sensitive',
      both.some(a => a.write_only) && 'write-only',
      (both.some(a => a.deprecated) || DEPRECATED_IN_V6.has(path)) && 'deprecated', only(v5, v6));
}

function blockLines(name, v5, v6, path, inside, report) {
  const both = [v5, v6].filter(Boolean);
  const min = Math.max(...both.map(b => b.min_items ?? 0));
  const max = Math.min(...both.map(b => b.max_items || Infinity));
  const isCut = cut(inside) || both.every(b => b.cut);
  const head = words(name, `{${both[0].nesting_mode}}`, min > 0 && `min=${min}`,
      max < Infinity && `max=${max}`, both.some(b => b.deprecated || b.block?.deprecated) && 'deprecated',
      only(v5, v6), isCut && '...');
  return isCut ? [head] : [head, ...memberLines(v5?.block, v6?.block, path, inside, report)];
}

/** The members of a block in both versions, sorted. Where the form differs, version 5 says which. */
function memberLines(in5, in6, path, inside, report) {
  // Members of what only one version has need no mark of their own.
  const [v5, v6] = [in5 ?? in6, in6 ?? in5];
  const names = [v5, v6]
      .flatMap(b => [...Object.keys(b.attributes ?? {}), ...Object.keys(b.block_types ?? {})]);
  const lines = [...new Set(names)].sort().flatMap(name => {
    const here = `${path}.${name}`;
    let [a5, a6] = [v5.attributes?.[name], v6.attributes?.[name]];
    let [b5, b6] = [v5.block_types?.[name], v6.block_types?.[name]];
    if (a5 && b6) {
      a6 = a5;
      b6 = undefined;
    }
    if (b5 && a6) {
      if (typeText(a6.type) !== 'any') report.push(`${here}: block in v5, attribute in v6`);
      b6 = b5;
      a6 = undefined;
    }
    return a5 || a6 ? [attributeLine(name, a5, a6, here, report)]
        : blockLines(name, b5, b6, here, [...inside, name], report);
  });
  return lines.map(line => '  ' + line);
}

/** Lines of one type; null if neither version has it. */
export function typeLines(kind, name, v5, v6, report) {
  if (!v5 && !v6) return null;
  const title = `${kind} aws_${name}`;
  return [words(title, (v5?.deprecated) && 'deprecated', only(v5, v6)),
    ...memberLines(v5, v6, title, [], report)];
}

// ---- Files

export function readTypes(file) {
  const types = [];
  let kind;
  for (const line of readFileSync(file, 'utf8').split('\n').filter(line => !line.startsWith('#'))) {
    if (/^\w/.test(line)) kind = line.trim();
    else types.push(...line.trim().split(/\s+/).filter(Boolean).map(name => ({kind, name})));
  }
  return types.sort((a, b) => (a.kind + ' ' + a.name < b.kind + ' ' + b.name ? -1 : 1));
}

/** Fetches and unpacks the npm package into `folder`. */
function fetchPackage(folder) {
  execFileSync('npm', ['pack', '--silent', `${PACKAGE}@${PACKAGE_VERSION}`], {cwd: folder});
  const archive = readdirSync(folder).find(file => file.endsWith('.tgz'));
  execFileSync('tar', ['-xzf', archive], {cwd: folder});
  return join(folder, 'package');
}

function rebuild(pack, dump, types) {
  const found = JSON.parse(readFileSync(join(pack, 'package.json'), 'utf8')).version;
  if (found !== PACKAGE_VERSION) throw new Error(`${PACKAGE} is ${found}, not ${PACKAGE_VERSION}`);
  const v5 = JSON.parse(readFileSync(dump, 'utf8')).provider_schemas['registry.terraform.io/hashicorp/aws'];
  const report = [];
  const lines = types.flatMap(({kind, name}) => {
    const old = v5[kind === 'data' ? 'data_source_schemas' : 'resource_schemas'][`aws_${name}`]?.block;
    const lines = typeLines(kind, name, old, v6Schema(pack, kind, name), report);
    if (!lines) throw new Error(`${kind} aws_${name} is in neither version`);
    return lines;
  });
  return {text: HEADER + lines.join('\n') + '\n', report};
}

function main() {
  const here = name => fileURLToPath(new URL(name, import.meta.url));
  const {values} = parseArgs({
    options: {v5: {type: 'string'}, package: {type: 'string'}, out: {type: 'string', default: here('aws.schema')}},
  });
  if (!values.v5) throw new Error('--v5 FILE is missing; the head of this script says how to make it');
  const scratch = mkdtempSync(join(tmpdir(), 'aws-schema-'));
  try {
    const {text, report} = rebuild(values.package ?? fetchPackage(scratch), values.v5, readTypes(here('types.txt')));
    writeFileSync(values.out, text);
    report.forEach(line => console.error(line));
  } finally {
    rmSync(scratch, {recursive: true, force: true});
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    main();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
