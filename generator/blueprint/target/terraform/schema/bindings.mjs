// Reads one type's schema out of the bindings in npm @cdktn/provider-aws, in the form that
// `terraform providers schema -json` has. The bindings don't say what is sensitive or deprecated, and
// of a block's count only "required" and "one or many".

import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/** Web ACL statements nest in each other; inside a statement the next one is not listed. */
const RECURSIVE = new Set(['statement', 'scope_down_statement']);

/** The text of one type's module without the source map, with its outsourced structs. */
function moduleText(pack, kind, name) {
  const folder = join(pack, 'lib', (kind === 'data' ? 'data-aws-' : '') + name.replaceAll('_', '-'));
  if (!existsSync(folder)) return null;
  const parts = [folder, join(folder, 'index-structs')].filter(existsSync).flatMap(dir =>
      readdirSync(dir).filter(file => file.endsWith('.js')).sort().map(file => join(dir, file)));
  const text = parts.map(file => readFileSync(file, 'utf8').replace(/^\/\/# sourceMapping.*$/m, ''))
      .join('\n');
  if (!text.includes(`static tfResourceType = "aws_${name}"`)) {
    throw new Error(`${folder} is not about aws_${name}`);
  }
  return text;
}

/** Name -> {isBlock, type, storage, value} of each entry of an `attrs` literal. */
function hclEntries(body) {
  const entry = /^\s+(\w+): \{\n\s+value: (.*),\n\s+isBlock: (true|false),\n\s+type: "(\w+)",\n\s+storageClassType: "(\w+)"/gm;
  const found = new Map();
  for (const [, name, value, isBlock, type, storage] of body.matchAll(entry)) {
    found.set(name, {value, isBlock: isBlock === 'true', type, storage});
  }
  const promised = (body.match(/^\s+isBlock: /gm) ?? []).length;
  if (found.size !== promised) throw new Error(`read ${found.size} of ${promised} entries`);
  return found;
}

/** Name -> {computed, optional, required, child, set, getter} of each accessor of a class. */
function accessors(body) {
  const found = new Map();
  const parts = body.split(/^ {4}\/\/ (\w+) - computed: (\w+), optional: (\w+), required: (\w+)$/m);
  for (let i = 1; i < parts.length; i += 5) {
    const [name, computed, optional, required, text] = parts.slice(i, i + 5);
    const child = text.match(/= new (?:\w+\.)?(\w+)\(this, "\w+"(?:, (true|false))?\)/);
    const builtIn = text.includes('= new cdktn.');
    found.set(name, {
      computed: computed === 'true',
      optional: optional === 'true',
      required: required === 'true',
      child: builtIn ? undefined : child?.[1],
      builtIn: builtIn ? child?.[1] : undefined,
      set: child?.[2] === 'true',
      getter: text.match(/^ {8}return (.*);$/m)?.[1] ?? '',
    });
  }
  return found;
}

/** The parts of a module by name: classes, and the functions that turn a struct into HCL. */
function readModule(text) {
  const functions = new Map();
  for (const [, name, body] of text.matchAll(/^function (\w+)ToHclTerraform\(struct\) \{\n(.*?)^\}$/gms)) {
    functions.set(name.toLowerCase(), hclEntries(body));
  }
  const classes = new Map();
  let root;
  for (const [, name, base, body] of text.matchAll(/^class (\w+) extends cdktn\.(\w+) \{\n(.*?)^\}$/gms)) {
    classes.set(name, accessors(body));
    if (/^Terraform(Resource|DataSource)$/.test(base)) {
      root = {members: classes.get(name), entries: hclEntries(body.slice(body.indexOf('synthesizeHclAttributes()')))};
    }
  }
  return {classes, functions, root};
}

const SIMPLE = {
  getStringAttribute: 'string', getNumberAttribute: 'number', getBooleanAttribute: 'bool',
  getListAttribute: ['list', 'string'], getNumberListAttribute: ['list', 'number'],
  getStringMapAttribute: ['map', 'string'], getBooleanMapAttribute: ['map', 'bool'],
  getNumberMapAttribute: ['map', 'number'],
};
const STORED = {
  any: 'dynamic', stringListList: ['list', ['list', 'string']], stringMapMap: ['map', ['map', 'string']],
  stringMapList: ['list', ['map', 'string']], stringListMap: ['map', ['list', 'string']],
};

const BUILT_IN = {StringMap: ['map', 'string'], NumberMap: ['map', 'number'], BooleanMap: ['map', 'bool']};

function simpleType(member, entry) {
  if (member.builtIn) return known(new Map(Object.entries(BUILT_IN)), member.builtIn);
  const type = SIMPLE[member.getter.match(/this\.(\w+)\(/)?.[1]] ?? STORED[entry?.storage] ?? 'dynamic';
  return member.getter.includes('Fn.tolist(') ? ['set', type[1]] : type;
}

/** The class behind one element of a complex member, and the type around it. */
function element(member) {
  const wrapper = member.child.match(/(List|Map)$/)?.[1];
  const name = wrapper ? member.child.slice(0, -wrapper.length) + 'OutputReference' : member.child;
  return {name, around: wrapper === 'Map' ? 'map' : wrapper === 'List' ? (member.set ? 'set' : 'list') : null};
}

function objectType(module, className) {
  const members = [...known(module.classes, className)];
  return ['object', Object.fromEntries(members.map(([name, m]) => [name, memberType(module, m)]))];
}

function known(table, name) {
  const found = table.get(name);
  if (!found) throw new Error(`no ${name} in the bindings`);
  return found;
}

function memberType(module, member, entry) {
  if (!member.child) return simpleType(member, entry);
  const {name, around} = element(member);
  const inner = objectType(module, name);
  return around ? [around, inner] : inner;
}

function block(module, {members, entries}, inside = []) {
  const result = {attributes: {}, block_types: {}};
  for (const [name, member] of members) {
    const entry = entries.get(name);
    if (entry?.isBlock && member.child) {
      result.block_types[name] = nested(module, member, entry, [...inside, name]);
    } else {
      const {computed, optional, required} = member;
      const writeOnly = entry?.value.includes('markWriteOnlyAttribute') || name.endsWith('_wo');
      result.attributes[name] =
          {type: memberType(module, member, entry), computed, optional, required, write_only: writeOnly};
    }
  }
  return result;
}

function nested(module, member, entry, inside) {
  const {name} = element(member);
  const many = member.child.endsWith('List');
  return {
    nesting_mode: entry.type === 'struct' ? 'single' : entry.type,
    min_items: member.required ? 1 : 0,
    max_items: many || entry.type === 'struct' ? 0 : 1,
    ...(cut(inside) ? {cut: true} : {
      block: block(module, {
        members: known(module.classes, name),
        entries: known(module.functions, name.replace(/OutputReference$/, '').toLowerCase()),
      }, inside),
    }),
  };
}

/** Whether the content of the last of these nested blocks is left out. */
export function cut(inside) {
  return RECURSIVE.has(inside.at(-1)) && inside.slice(0, -1).some(name => RECURSIVE.has(name));
}

/** The body of a type as version 6 has it; null if it has no such type. */
export function v6Schema(pack, kind, name) {
  const text = moduleText(pack, kind, name);
  if (text === null) return null;
  const module = readModule(text);
  return block(module, module.root);
}
