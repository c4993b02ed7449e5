import { describe, expect, it } from 'vitest';
import { tables } from '../../../src/load/files/pcs-tables.ts';
import { Report } from '../../../src/load/files/report.ts';
import { collect, memberOf } from './files.ts';

const axis = (pos: number, code: string, label: string) =>
  `<axis pos="${pos}"><title>Axis ${pos}</title><label code="${code}">${label}</label></axis>`;
const row = (device: string, group: string) =>
  `<pcsRow codes="1">${axis(4, '3', 'Vein')}${axis(5, '3', 'Percutaneous')}${axis(6, 'G', device)}${axis(7, group, `Group ${group}`)}</pcsRow>`;
const table = (...rows: string[]) =>
  `<ICD10PCS.tabular><pcsTable>${axis(1, 'X', 'New')}${axis(2, 'W', 'Regions')}${axis(3, '0', 'Introduction')}${rows.join('')}</pcsTable></ICD10PCS.tabular>`;
const devices = async (...rows: string[]) => {
  const read = await collect(tables(memberOf([Buffer.from(table(...rows))], 'sample.xml'), new Report()));
  return read.flat().flatMap((one) => (one.of === 'label' && one.position === 6 ? [one] : []));
};

describe('the tables of ICD-10-PCS', () => {
  it('tell the meanings of a value apart by the last two characters, where its rows give it several', async () => {
    const told = (await devices(row('First', '5'), row('Second', '7'))).map(({ label, endings }) => [
      label,
      endings,
    ]);
    expect(told).toEqual([
      ['First', ['G5']],
      ['Second', ['G7']],
    ]);
  });

  it('say once what a value means in all rows alike', async () => {
    const told = await devices(row('First', '5'), row('First', '7'));
    expect(told.map(({ table, value, label, endings }) => [table, value, label, endings])).toEqual([
      ['XW0', 'G', 'First', []],
    ]);
  });
});
