import { afterAll, beforeAll, expect, test } from 'vitest';
import { importedStore } from '../imported.ts';
import { pythonOf } from '../python.ts';
import { dataset, seededStore } from '../seeded.ts';
import { type Exported, exported } from './exported.ts';

let seeded: Awaited<ReturnType<typeof seededStore>>;
let files: Exported;
beforeAll(async () => {
  seeded = await seededStore();
  files = await exported(seeded.store, ['fhir'], { languages: ['EN', 'ES'] });
});
afterAll(async () => {
  files.remove();
  await seeded.close();
});

const READ = `import glob, json, os, sys
from fhir.resources.R4B.codesystem import CodeSystem
from fhir.resources.R4B.conceptmap import ConceptMap
read = {}
for path in sorted(glob.glob(f"{sys.argv[1]}/*-*.json")):
  text = open(path).read()
  resource = (CodeSystem if "CodeSystem" in path else ConceptMap).model_validate_json(text)
  name = os.path.basename(path)
  if "CodeSystem" in path:
    read[name] = [resource.content, len(resource.concept)]
  else:
    read[name] = [sum(len(element.target) for group in resource.group for element in group.element)]
print(json.dumps(read))`;

test('fhir.resources reads a CodeSystem for each system, and a ConceptMap for each crosswalk', async (context) => {
  const python = await pythonOf(context);
  const read = JSON.parse(python.run(READ, files.folder));
  const codes = (system: string) => dataset.codes.filter((code) => code.system === system).length;
  const edges = (system: string) => dataset.crosswalk.filter(({ to }) => to.startsWith(`${system}:`)).length;
  expect(read).toEqual({
    'CodeSystem-CPT.json': ['fragment', codes('CPT')],
    'CodeSystem-ICD10CM.json': ['fragment', codes('ICD10CM')],
    'CodeSystem-ICD10PCS.json': ['fragment', codes('ICD10PCS')],
    'ConceptMap-CPT-ICD10CM.json': [edges('ICD10CM')],
    'ConceptMap-CPT-ICD10PCS.json': [edges('ICD10PCS')],
  });
});

test('our words are no display of CPT, and its numbers come with its axes', () => {
  const { concept } = JSON.parse(files.text('CodeSystem-CPT.json'));
  const own = concept.find(({ code }: { code: string }) => code === '63278');
  expect(own.display).toBeUndefined();
  expect(own.designation.map(({ language }: { language: string }) => language)).toEqual(['en', 'es']);
  expect(own.property).toContainEqual({ code: 'region', valueString: 'sacral' });
});

test('ICD-10-PCS is complete where its edition is loaded, with what its seven characters mean', async () => {
  const imported = await importedStore();
  const all = await exported(imported.store, ['fhir']);
  const { content, concept } = JSON.parse(all.text('CodeSystem-ICD10PCS.json'));
  expect(content).toBe('complete');
  const one = concept.find(({ code }: { code: string }) => code === '0QB00ZX');
  expect(one.display).toBe('Excision of Lumbar Vertebra, Open Approach, Diagnostic');
  const axes = one.property.map(({ code }: { code: string }) => code);
  expect(axes).toEqual(
    expect.arrayContaining(['section', 'body-system', 'operation', 'body-part', 'approach', 'qualifier']),
  );
  expect(JSON.parse(all.text('CodeSystem-CPT.json')).content).toBe('fragment');
  all.remove();
  await imported.close();
});
