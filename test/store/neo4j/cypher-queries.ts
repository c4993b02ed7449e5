/** Questions to the graph in plain Cypher, by labels and relationships alone, which docs/data-model.md shows and tests run. */
export const FAMILY_QUERIES = [
  {
    title: 'The lumbar code that differs from 63278 in its region and in nothing else',
    cypher: `
MATCH (:Code {code: '63278'})-[:DIFFERS {axes: ['REGION']}]-(code:Code),
      (code)-[:AT_REGION]->(:AnatomicalRegion {name: 'lumbar'})
RETURN code.code AS code, code.label AS label
`,
    codes: ['63277'],
  },
  {
    title: 'The thoracic codes that share its compartment, its lesion and its approach',
    cypher: `
MATCH (sacral:Code {code: '63278'})-[:IN_COMPARTMENT]->(:Compartment)<-[:IN_COMPARTMENT]-(code:Code),
      (sacral)-[:TREATS]->(:LesionType)<-[:TREATS]-(code),
      (sacral)-[:VIA_APPROACH]->(:Approach)<-[:VIA_APPROACH]-(code),
      (code)-[:AT_REGION]->(:AnatomicalRegion {name: 'thoracic'})
RETURN DISTINCT code.code AS code, code.label AS label
`,
    codes: ['63276'],
  },
  {
    title: 'The related laminectomies inside the dura, in the cord or beside it, the nearest first',
    cypher: `
MATCH (:Code {code: '63278'})-[differs:DIFFERS]-(code:Code),
      (code)-[:IN_COMPARTMENT]->(:Compartment)-[:BROADER*0..]->(:Compartment {name: 'intradural'}),
      (code)-[:VIA_APPROACH]->(:Approach {name: 'posterior, by laminectomy'})
RETURN code.code AS code, code.label AS label, differs.axes AS differsIn
ORDER BY differs.count, differs.distance, code
`,
    codes: [
      '63283',
      '63282',
      '63287',
      '63281',
      '63286',
      '63280',
      '63285',
      '63273',
      '63272',
      '63271',
      '63270',
    ],
  },
] as const;

/** The same, of fusions and what stands beside them: the README shows these. */
export const CLAIM_QUERIES = [
  {
    title: 'The codes that fuse the lumbar spine between the bodies',
    cypher: `
MATCH (code:Code)-[:BY_OPERATION]->(:Operation)-[:BROADER*0..]->(:Operation {id: 'operation:arthrodesis'}),
      (code)-[:AT_COLUMN]->(:SpinalColumn {name: 'between the vertebral bodies'}),
      (code)-[:AT_REGION]->(:AnatomicalRegion {name: 'lumbar'})
RETURN code.code AS code, code.label AS label
ORDER BY code
`,
    codes: ['22533', '22534', '22558', '22630', '22632'],
  },
  {
    title: 'What holds vertebrae still and may be reported beside 22612',
    cypher: `
MATCH (code:Code)-[:ACCOMPANIES]->(:Code {code: '22612'}),
      (code)-[:HAS_DEVICE]->(:Device)-[:BROADER*0..]->(:Device {name: 'fixation'})
RETURN DISTINCT code.code AS code, code.label AS label
ORDER BY code
`,
    codes: ['22840', '22841', '22842', '22843', '22844', '22845', '22846', '22847', '22848'],
  },
  {
    title: 'The fusions related to 22612 that lie at another column of the same region',
    cypher: `
MATCH (fusion:Code {code: '22612'})-[differs:DIFFERS]-(code:Code),
      (fusion)-[:AT_REGION]->(:AnatomicalRegion)<-[:AT_REGION]-(code)
WHERE 'COLUMN' IN differs.axes
RETURN code.code AS code, code.label AS label, differs.axes AS differsIn
ORDER BY differs.count, differs.distance, code
`,
    codes: ['22633', '22630', '22558', '22533'],
  },
] as const;
