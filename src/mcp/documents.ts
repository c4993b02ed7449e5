/** The documents that the tools and resources send: priced, bounded and answered as any other. Types of their answers are generated. */

export const FIND = /* GraphQL */ `
  query McpFind($terms: [ID!]!, $system: CodeSystem!, $near: Boolean!) {
    find(terms: $terms, system: $system, near: $near) {
      exact { id label addOn source { id file { id title licence } } }
      matches { code { id } broader { id } example { id } overlapping { id } }
      addOns { id label addOn source { id file { id title licence } } }
      partial { code { id label } missing { id } conflicting { id } }
      nextQuestion { axis options { term { id name } remaining } }
      truncated
    }
  }
`;

export const SEARCH = /* GraphQL */ `
  query McpSearch($text: String!, $system: [CodeSystem!], $within: [ID!], $first: Int!) {
    codes: search(text: $text, system: $system, within: $within, first: $first) {
      totalCount
      edges {
        match { kind text }
        node { ... on Code { id label status addOn source { id file { id title licence } } } }
      }
    }
    others: search(text: $text, first: 10) {
      edges { node { __typename ... on Term { id name } ... on Family { id familyName: name } } }
    }
  }
`;

export const GET = /* GraphQL */ `
  query McpGet($ids: [ID!]!, $facts: Boolean!, $plain: Boolean!, $beside: Int!) {
    lookup(ids: $ids) {
      input
      status
      note
      modifiers
      units
      also { id }
      range { id source { id file { id title licence } } }
      code {
        id
        label
        status
        lastValidDay
        addOn
        successors { id }
        family { id }
        source { id file { id title licence } }
        axes @include(if: $facts) { axis basis inherited terms { id } }
        names @include(if: $facts) { name abbreviations }
        addOns(first: $beside) @include(if: $facts) { totalCount edges { node { id } } }
        addOnTo(first: $beside) @include(if: $facts) { totalCount edges { node { id } } }
        guidance @include(if: $plain) { plainLanguage translation }
      }
    }
  }
`;

export const RELATED = /* GraphQL */ `
  query McpRelated($ids: [ID!]!, $first: Int!, $differsBy: [Axis!], $within: [ID!]) {
    lookup(ids: $ids) {
      status
      note
      code {
        id
        label
        source { id file { id title licence } }
        related(first: $first, differsBy: $differsBy, within: $within) {
          totalCount
          edges { node { id label } sentence differences { axis relation } }
        }
        confusedWith {
          node { id label }
          sentence
          bundle { modifierIndicator source { id file { id title licence } } }
          sources { id title licence }
          source { id }
        }
      }
    }
  }
`;

export const COMPARE = /* GraphQL */ `
  query McpCompare($ids: [ID!]!) {
    lookup(ids: $ids) {
      input
      status
      note
      code { id label source { id file { id title licence } } }
    }
    compare(ids: $ids) {
      summary
      axes { axis differs values { code { id } inherited terms { id name } } }
    }
  }
`;

export const CHECK = /* GraphQL */ `
  query McpCheck($ids: [ID!]!, $asOf: Date) {
    case(ids: $ids, asOf: $asOf) {
      name
      shorthand
      verdict
      releases { kind release ends whole }
      levels { unit least most code { id } }
      lines { input units modifiers role to { id } relativeValue paid code { id label source { id file { id title licence } } } }
      problems { kind text codes { id } inputs source { id file { id title licence } } }
      notes { kind text codes { id } inputs source { id file { id title licence } } }
    }
    together(ids: $ids, asOf: $asOf) {
      asOf
      notice
      lines { input verdict code { id } reasons { text stale source { id file { id title licence } } } }
      pairs {
        a { id }
        b { id }
        verdict
        modifiers { code on { id } reason }
        reasons { text stale source { id file { id title licence } } }
      }
    }
  }
`;

export const CROSSWALK = /* GraphQL */ `
  query McpCrosswalk($ids: [ID!]!, $to: CodeSystem!) {
    lookup(ids: $ids) {
      input
      status
      note
      code {
        id
        label
        crosswalk(to: $to) {
          node { id label }
          relationship
          justification
          confidence
          source { id file { id title licence } }
        }
      }
    }
  }
`;

export const DATASET = /* GraphQL */ `
  query McpDataset {
    dataset {
      version
      counts { codes terms families edges { kind count } }
      editions { system edition codes }
      sources { id title publisher release licence }
      incomplete { kind release missing }
    }
  }
`;

export const TERMS = /* GraphQL */ `
  query McpTerms($axis: Axis!) {
    terms(axis: $axis, first: 500) {
      totalCount
      edges { node { id name parent { id } codeCount } }
    }
  }
`;

export const FAMILIES = /* GraphQL */ `
  query McpFamilies {
    families { id name codeCount }
  }
`;
