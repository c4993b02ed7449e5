import { addressOf, type Offered } from './offered.ts';
import { xmlText } from './xml.ts';

/** The page of the files that are offered of a dataset, in plain HTML that needs no script. */
export function dataPage(version: string, offered: readonly Offered[]): string {
  const rows = offered.flatMap(({ manifest: { files } }) =>
    files.map((file) => {
      const link = `<a href="${xmlText(addressOf(version, file))}" download>${xmlText(file.name)}</a>`;
      const figures = [file.rows, file.bytes]
        .map((value) => `<td>${value.toLocaleString('en')}</td>`)
        .join('');
      const licences = file.licences.map((licence) => `<li>${xmlText(licence)}</li>`).join('');
      return `<tr><td>${link}</td><td>${xmlText(file.format)}</td>${figures}<td><code>${xmlText(file.sha256)}</code></td>
<td><details><summary>${file.licences.length}</summary><ul>${licences}</ul></details></td></tr>`;
    }),
  );
  const told = [
    ...new Set(offered.flatMap(({ manifest: { citation, notice } }) => [citation, notice ?? []].flat())),
  ];
  const body =
    rows.length === 0
      ? '<p>No files of this dataset are offered here. Whoever runs this server makes them with <code>codelattice export</code>.</p>'
      : `<p>Files of the dataset <code>${xmlText(version)}</code>. Their addresses never change; a new dataset has new ones.</p>
<table><thead><tr><th>file</th><th>format</th><th>rows</th><th>bytes</th><th>SHA-256</th><th>licences</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>
${told.map((one) => `<p>${xmlText(one)}</p>`).join('\n')}`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Data – codelattice</title></head>
<body>
<main>
<h1>Data</h1>
${body}
<p><a href="/">To the explorer</a></p>
</main>
</body>
</html>
`;
}
