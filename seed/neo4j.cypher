// The constraints and indexes of the graph. Every label, relationship type and property that statements use stands
// here, so that an empty graph knows them all and Neo4j warns of a misspelt one.

// One node for each id.
CREATE CONSTRAINT code_id IF NOT EXISTS FOR (c:Code) REQUIRE c.id IS UNIQUE;
// One node for each id, whatever the axis of the term.
CREATE CONSTRAINT term_id IF NOT EXISTS FOR (t:Term) REQUIRE t.id IS UNIQUE;
// One node for each id.
CREATE CONSTRAINT family_id IF NOT EXISTS FOR (f:Family) REQUIRE f.id IS UNIQUE;
// One node for each id.
CREATE CONSTRAINT name_id IF NOT EXISTS FOR (n:Name) REQUIRE n.id IS UNIQUE;
// One node for each id.
CREATE CONSTRAINT source_id IF NOT EXISTS FOR (s:Source) REQUIRE s.id IS UNIQUE;
// One dataset; two loads at once wait for each other at it.
CREATE CONSTRAINT dataset_name IF NOT EXISTS FOR (d:Dataset) REQUIRE d.name IS UNIQUE;

// What an import brings, until its last transaction makes it seen: one node for each id.
CREATE CONSTRAINT arriving_code_id IF NOT EXISTS FOR (c:ArrivingCode) REQUIRE c.id IS UNIQUE;
// One node for each id.
CREATE CONSTRAINT arriving_term_id IF NOT EXISTS FOR (t:ArrivingTerm) REQUIRE t.id IS UNIQUE;
// One node for each id.
CREATE CONSTRAINT arriving_family_id IF NOT EXISTS FOR (f:ArrivingFamily) REQUIRE f.id IS UNIQUE;
// One node for each id.
CREATE CONSTRAINT arriving_source_id IF NOT EXISTS FOR (s:ArrivingSource) REQUIRE s.id IS UNIQUE;
// A file that was replaced, until it is swept.
CREATE INDEX replaced_source_file IF NOT EXISTS FOR (s:ReplacedSource) ON (s.file);
// One import at a time.
CREATE CONSTRAINT import_name IF NOT EXISTS FOR (i:Import) REQUIRE i.name IS UNIQUE;

// The number of an imported file, by which pairs of codes (BUNDLES) name it.
CREATE INDEX source_file IF NOT EXISTS FOR (s:Source) ON (s.file);
// The files of a release.
CREATE INDEX source_release IF NOT EXISTS FOR (s:Source) ON (s.kind, s.release);

// Which ranges of CPT codes are visits, operations or other services.
CREATE INDEX code_kind_first IF NOT EXISTS FOR (k:CodeKind) ON (k.first);

// For people: a code by its number, as in (:Code {code: '63278'}).
CREATE INDEX code_number IF NOT EXISTS FOR (c:Code) ON (c.code);

// For people: a term by its name, as in (:AnatomicalRegion {name: 'lumbar'}).
CREATE INDEX region_name IF NOT EXISTS FOR (t:AnatomicalRegion) ON (t.name);
// For people: (:Compartment {name: 'intradural'}).
CREATE INDEX compartment_name IF NOT EXISTS FOR (t:Compartment) ON (t.name);
// For people: (:LesionType {name: 'neoplasm'}).
CREATE INDEX lesion_name IF NOT EXISTS FOR (t:LesionType) ON (t.name);
// For people: (:Operation {name: 'biopsy'}).
CREATE INDEX operation_name IF NOT EXISTS FOR (t:Operation) ON (t.name);
// For people: (:Approach {name: 'posterior'}).
CREATE INDEX approach_name IF NOT EXISTS FOR (t:Approach) ON (t.name);
// For people: (:Extent {name: 'one segment'}).
CREATE INDEX extent_name IF NOT EXISTS FOR (t:Extent) ON (t.name);
// For people: (:Specialty {name: 'neurosurgery'}).
CREATE INDEX specialty_name IF NOT EXISTS FOR (t:Specialty) ON (t.name);
// For people: (:Section {name: 'Medical and Surgical'}).
CREATE INDEX section_name IF NOT EXISTS FOR (t:Section) ON (t.name);
// For people: (:BodySystem {name: 'Lower Bones'}).
CREATE INDEX body_system_name IF NOT EXISTS FOR (t:BodySystem) ON (t.name);
// For people: (:BodyPart {name: 'Sacrum'}).
CREATE INDEX body_part_name IF NOT EXISTS FOR (t:BodyPart) ON (t.name);
// For people: (:Device {name: 'No Device'}).
CREATE INDEX device_name IF NOT EXISTS FOR (t:Device) ON (t.name);
// For people: (:Qualifier {name: 'Diagnostic'}).
CREATE INDEX qualifier_name IF NOT EXISTS FOR (t:Qualifier) ON (t.name);

// Search: tokens are made by the loader and taken as they are.
CREATE FULLTEXT INDEX search IF NOT EXISTS FOR (n:Code|Term|Family) ON EACH [n.tokens]
OPTIONS { indexConfig: { `fulltext.analyzer`: 'whitespace' } };

// Makes the relationship types known. It stays empty: no relationship has a title.
CREATE FULLTEXT INDEX relationship_types IF NOT EXISTS
FOR ()-[r:AT_REGION|IN_COMPARTMENT|AT_COLUMN|ON_SIDE|TREATS|BY_OPERATION|VIA_APPROACH|TO_EXTENT|PERFORMED_BY|HAS_SECTION|HAS_BODY_SYSTEM|HAS_BODY_PART|HAS_DEVICE|HAS_QUALIFIER|BROADER|OVERLAPS|IN_FAMILY|PART_OF|DIFFERS|ADD_ON_TO|ACCOMPANIES|MAPS_TO|NEVER_WITH|CONFUSED_WITH|SUCCEEDED_BY|ASKS|SAID_OF|MAY_GO_WITH|LISTED_WITH|NOT_PAID_WITH|COUNTED_IN|NOT_WITH|BUNDLES|SEEDED_IN|LISTED_IN|NAMED_IN|STANDS_FOR|WORDED_IN|BILLED_IN|LIMITED_IN|CONTRACTOR_DECIDES_IN|DESCRIBED_IN|CURRENT|ARRIVING]-()
ON EACH [r.title];
// Makes the properties known. It stays empty: a dataset has few of them.
CREATE INDEX property_names IF NOT EXISTS FOR (d:Dataset) ON (
  d.version, d.replacingSince, d.curated, d.source, d.line, d.evidence,
  d.system, d.edition, d.status, d.label, d.labelKind, d.lastValidDay, d.addOn, d.inherited, d.inheritedEvidence,
  d.axis, d.phrase, d.short, d.participle, d.synonyms, d.definition, d.explanation, d.includes, d.rank, d.unit, d.least, d.most, d.repeat, d.notation, d.position, d.codeCount,
  d.abbreviations, d.byFacts, d.conveys,
  d.rows, d.columns, d.basis, d.role, d.type, d.axes, d.count, d.distance,
  d.relationship, d.confidence, d.justification, d.why,
  d.publisher, d.release, d.sha256, d.licence, d.importedAt, d.kind, d.starts, d.part, d.firstCode, d.lastCode, d.title, d.seed,
  d.axisEdges, d.hierarchyEdges, d.addOnEdges, d.bundleEdges, d.crosswalkEdges, d.confusedEdges, d.accompanyingEdges,
  d.first, d.last, d.since, d.seen, d.owner, d.doing, d.host, d.pid, d.batch
);
// The same for what imported files say of codes.
CREATE INDEX file_property_names IF NOT EXISTS FOR (d:Dataset) ON (
  d.type, d.modifier, d.workRvu, d.nonFacilityPeRvu, d.facilityPeRvu, d.malpracticeRvu, d.nonFacilityTotalRvu,
  d.facilityTotalRvu, d.globalDays, d.nonFacilityNa, d.facilityNa, d.preOperative, d.intraOperative, d.postOperative,
  d.pcTc, d.multipleProcedure, d.bilateral, d.assistant, d.coSurgeon, d.teamSurgeon, d.endoscopicBase,
  d.conversionFactor, d.units, d.adjudication, d.rationale, d.text, d.modifierIndicator, d.effective, d.lastDay,
  d.isValid, d.isAddOn, d.family, d.broader, d.table, d.value
);
