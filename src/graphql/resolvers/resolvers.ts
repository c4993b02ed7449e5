import type { QueryResolvers, Resolvers } from '../../generated/graphql.ts';
import {
  billingFields,
  billingFieldsOfCode,
  bundleConnectionFields,
  bundleEdgeFields,
  descriptorFields,
  unitsPerDayFields,
} from './billing.ts';
import {
  caseFields,
  caseLevelFields,
  caseLineFields,
  casePartFields,
  caseQueries,
  caseRemarkFields,
  factRefFields,
} from './case.ts';
import { changeConnectionFields, changeEdgeFields, changeFields, changesQueries } from './changes.ts';
import { bibliographyFields, citeQueries, referenceFields } from './cite.ts';
import {
  addOnConnectionFields,
  addOnEdgeFields,
  axisFactFields,
  codeConnectionFields,
  codeEdgeFields,
  codeFields,
  codeQueries,
  comparedValueFields,
  facetFields,
} from './code.ts';
import type { Complete } from './complete.ts';
import { bundleFields, confusedCodeFields, confusedFieldsOfCode } from './confused.ts';
import { crosswalkField, crosswalkFields } from './crosswalk.ts';
import { citationFields, datasetFields, datasetQueries, incompleteFields, sourceFields } from './dataset.ts';
import { familyFields, familyQueries, gridCellFields, gridKeyFields } from './family.ts';
import {
  exactMatchFields,
  findQueries,
  findResultFields,
  partialMatchFields,
  questionFields,
} from './find.ts';
import {
  graphEdgeFields,
  graphFields,
  graphNodeFields,
  graphQueries,
  hopFields,
  pathFields,
} from './graph.ts';
import { guidanceFields, guidanceFieldsOfCode } from './guidance.ts';
import { lookupQueries, lookupResultFields } from './lookup.ts';
import { nameFactsFields, nameFields, namesOfCode } from './names.ts';
import { nodeQueries, typeOfNode } from './node.ts';
import { differenceFields, relatedConnectionFields, relatedEdgeFields, relatedField } from './related.ts';
import { DateScalar, DateTimeScalar } from './scalars.ts';
import { searchConnectionFields, searchEdgeFields, searchQueries } from './search.ts';
import {
  includedFields,
  specialtyFamilyFields,
  specialtyFields,
  termConnectionFields,
  termEdgeFields,
  termFields,
  termQueries,
  typeOfTerm,
} from './term.ts';
import {
  answeringReleaseFields,
  claimLineFields,
  codePairFields,
  liftingModifierFields,
  reasonFields,
  togetherFields,
  togetherQueries,
} from './together.ts';

const Query: Complete<QueryResolvers> = {
  ...nodeQueries,
  ...caseQueries,
  ...changesQueries,
  ...citeQueries,
  ...codeQueries,
  ...datasetQueries,
  ...familyQueries,
  ...findQueries,
  ...graphQueries,
  ...lookupQueries,
  ...searchQueries,
  ...termQueries,
  ...togetherQueries,
};

/** All resolvers of the schema. */
export const resolvers: Resolvers = {
  Query,
  Node: { __resolveType: typeOfNode },
  SearchResult: { __resolveType: typeOfNode },
  Term: { __resolveType: typeOfTerm },
  Date: DateScalar,
  DateTime: DateTimeScalar,
  Code: {
    ...codeFields,
    ...relatedField,
    ...crosswalkField,
    ...confusedFieldsOfCode,
    ...namesOfCode,
    ...guidanceFieldsOfCode,
    ...billingFieldsOfCode,
  },
  AxisFact: axisFactFields,
  CodeConnection: codeConnectionFields,
  CodeEdge: codeEdgeFields,
  Facet: facetFields,
  AddOnConnection: addOnConnectionFields,
  AddOnEdge: addOnEdgeFields,
  ComparedValue: comparedValueFields,
  Crosswalk: crosswalkFields,
  ConfusedCode: confusedCodeFields,
  Name: nameFields,
  NameFacts: nameFactsFields,
  Bundle: bundleFields,
  RelatedConnection: relatedConnectionFields,
  RelatedEdge: relatedEdgeFields,
  Difference: differenceFields,
  AnatomicalRegion: termFields,
  Compartment: termFields,
  LesionType: termFields,
  Operation: termFields,
  Approach: termFields,
  SpinalColumn: termFields,
  Side: termFields,
  Extent: termFields,
  Section: termFields,
  BodySystem: termFields,
  BodyPart: termFields,
  Device: termFields,
  Qualifier: termFields,
  Included: includedFields,
  Specialty: specialtyFields,
  SpecialtyFamily: specialtyFamilyFields,
  TermConnection: termConnectionFields,
  TermEdge: termEdgeFields,
  Family: familyFields,
  GridKey: gridKeyFields,
  GridCell: gridCellFields,
  LookupResult: lookupResultFields,
  FindResult: findResultFields,
  ExactMatch: exactMatchFields,
  PartialMatch: partialMatchFields,
  Question: questionFields,
  SearchConnection: searchConnectionFields,
  SearchEdge: searchEdgeFields,
  Path: pathFields,
  Hop: hopFields,
  Graph: graphFields,
  GraphEdge: graphEdgeFields,
  GraphNode: graphNodeFields,
  Guidance: guidanceFields,
  Dataset: datasetFields,
  Incomplete: incompleteFields,
  Source: sourceFields,
  Billing: billingFields,
  UnitsPerDay: unitsPerDayFields,
  BundleConnection: bundleConnectionFields,
  BundleEdge: bundleEdgeFields,
  Descriptor: descriptorFields,
  ChangeConnection: changeConnectionFields,
  ChangeEdge: changeEdgeFields,
  Change: changeFields,
  Together: togetherFields,
  AnsweringRelease: answeringReleaseFields,
  ClaimLine: claimLineFields,
  CodePair: codePairFields,
  LiftingModifier: liftingModifierFields,
  Reason: reasonFields,
  Case: caseFields,
  CasePart: casePartFields,
  FactRef: factRefFields,
  CaseLevel: caseLevelFields,
  CaseLine: caseLineFields,
  CaseRemark: caseRemarkFields,
  Citation: citationFields,
  Bibliography: bibliographyFields,
  Reference: referenceFields,
};
