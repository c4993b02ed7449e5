import { describe, expect, it } from 'vitest';
import { openSeedTexts } from '../../scripts/texts.ts';
import { code, wording as english } from '../seeded.ts';

const { guidance } = openSeedTexts();
const said = (number: string) => guidance(code(number), english);
const guidelines = (number: string) => said(number).codingGuidelines.join(' ');

describe('guidance of fusions, implants and grafts', () => {
  it.each([
    ['22551', 'neither 63075 nor 22554 is added there'],
    ['22551', 'At another level, an artificial disc (22856) may stand beside it.'],
    ['22612', 'A fusion between the bodies at the same interspace makes 22633 of the two'],
    ['22633', 'neither 22612 nor 22630 is added there'],
    ['22630', 'Decompression beyond that at the same interspace is 63052'],
    ['22586', 'fixation from behind, bone graft and the images that guide the way are parts of 22586'],
    ['22800', 'counts vertebrae (segments), not interspaces'],
    ['22612', 'at another interspace, it is added as 22632'],
    ['22614', 'Beside 22630 or 22633, it is only for another interspace.'],
    ['22534', 'one more interspace in the row adds one more vertebra'],
    ['22861', 'neither 22864 nor 22856 is added at the same interspace'],
    ['22849', 'neither 22840 to 22848 nor 22850, 22852 or 22855 are added there'],
  ])('of %s says how it is counted and what is part of it', (number, text) => {
    expect(guidelines(number)).toContain(text);
  });

  it.each([
    ['22842', 'it counts the vertebrae that the fixation spans, from the first to the last'],
    ['22853', 'The screws or flanges that hold the device are part of 22853.'],
    ['22853', 'once for each interspace, however many devices are put in there'],
    ['22854', 'once for each unbroken gap'],
    ['20936', 'counted once in an operation, not by level'],
    ['20936', 'never pays it apart'],
    ['27279', 'modifier 50'],
  ])('of the implant or graft %s says its unit and what is no part of it', (number, text) => {
    expect(guidelines(number)).toContain(text);
  });

  it('names the families of operations that an instrument goes with, and no hundred numbers', () => {
    expect(guidelines('22842')).toMatch(/one of \d+ codes here, from these families: .*fusion of the spine/);
    expect(said('22842').relatedCodes).toMatch(/stands beside a primary code.* 22843: /);
    expect(said('22842').medicalNecessity).toContain('The diagnoses are those of the primary code.');
  });

  it('speaks of a device that is taken out as one that was there', () => {
    for (const number of ['22850', '22855', '22864']) {
      expect(said(number).medicalNecessity, number).toContain('What was there and was taken out: ');
      expect(said(number).medicalNecessity, number).not.toContain('was chosen');
    }
  });

  it('names many add-ons as ranges', () => {
    expect(guidelines('22551')).toContain('20936 to 20939, 22552, 22840 to 22848, 22853, 22854 and 22859');
  });

  it('tells the reasons of a fusion for a deformity apart from those for wear', () => {
    expect(said('22800').medicalNecessity).toContain('Why the deformity had to be stiffened');
    expect(said('22800').medicalNecessity).not.toContain('painful wear');
    expect(said('22612').medicalNecessity).toContain('painful wear');
  });

  it('names the risks of every way in from the front where no region is named', () => {
    for (const number of ['22585', '22226', '22810']) {
      for (const risk of ['the gullet', 'the lung', 'bowel or ureter'])
        expect(said(number).clinicalResponsibility, number).toContain(risk);
    }
    expect(said('22551').clinicalResponsibility).not.toContain('bowel or ureter');
  });

  it('gives a graft no part of the spine, and bone from another cut that cut', () => {
    for (const number of ['20930', '20937', '20939']) {
      const { plainLanguage, procedure, medicalNecessity, documentation, examples } = said(number);
      for (const text of [plainLanguage, procedure, medicalNecessity, ...documentation, ...examples])
        expect(text, number).not.toMatch(/any level|along the spine/);
    }
    expect(said('20937').procedure).toContain('through a cut of its own, which is closed');
    expect(said('20936').procedure).toContain('closure are those of the primary operation');
  });

  it('promises no implant that stays to who had one taken out, and no bone that has grown', () => {
    expect(said('22852').clinicalResponsibility).toContain('Where an implant stays also');
    expect(said('22864').plainLanguage).toContain('An artificial disc is made to let the bones move.');
    expect(said('22612').plainLanguage).toContain('the bones should grow into one');
  });

  it('tells an add-on of which others are compared with it, beside its primary codes', () => {
    for (const number of ['22614', '63035', '63052', '63308']) {
      const { relatedCodes } = said(number);
      expect(relatedCodes, number).toContain('which can be');
      expect(relatedCodes, number).toContain('The nearest codes are these.');
      expect(relatedCodes, number).not.toContain('compared with no other code');
    }
  });

  it('tells once how the patient lies and how the cut is closed, whatever ways in there are', () => {
    for (const number of ['22612', '22206', '27279']) {
      expect(said(number).procedure.match(/The patient /g), number).toHaveLength(1);
      expect(said(number).procedure.match(/ closed/g), number).toHaveLength(1);
    }
  });

  it('says who performs them', () => {
    for (const number of ['22551', '22800', '22206', '22842', '22857', '20936', '27279'])
      expect(said(number).clinicalResponsibility, number).toContain('neurosurgery and orthopedic surgery');
  });
});
