import { describe, expect, it } from 'vitest';
import { openSeedTexts } from '../../scripts/texts.ts';
import { code, wording as english } from '../seeded.ts';

const { guidance, unwritten } = openSeedTexts();
const said = (number: string) => guidance(code(number), english);
const guidelines = (number: string) => said(number).codingGuidelines.join(' ');

describe('guidance of fusions, implants and grafts', () => {
  it('is written for every code with facts', () => {
    expect(unwritten.map((one) => one.code)).toEqual([]);
  });

  it.each([
    ['22551', 'neither 63075 nor 22554 is added there'],
    ['22551', 'At another level, an artificial disc (22856) may stand beside it.'],
    ['22612', 'A fusion between the bodies at the same interspace makes 22633 of the two'],
    ['22633', 'neither 22612 nor 22630 is added there'],
    ['22630', 'Decompression beyond that at the same interspace is 63052'],
    ['22586', 'fixation from behind, bone graft and the images that guide the way are parts of 22586'],
    ['22800', 'counts vertebrae (segments), not interspaces'],
  ])('of %s says how it is counted and what is part of it', (number, text) => {
    expect(guidelines(number)).toContain(text);
  });

  it.each([
    ['22842', 'it counts the vertebrae that the fixation spans, from the first to the last'],
    ['22853', 'Screws or flanges that only hold it in its place are part of it'],
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
