import './code-billing.css';
import type { ComponentChildren } from 'preact';
import { Source } from '../parts/source.tsx';
import { count, dayOf, fill, localeOf, useSpeech } from '../words.ts';
import type { CodeAnswer, LoadedKinds } from './code-answer.ts';
import { CodeDescriptor } from './code-descriptor.tsx';
import { CodePairs } from './code-pairs.tsx';

interface BillingProps {
  readonly code: CodeAnswer;
  readonly loaded: LoadedKinds;
}

/** What Medicare's files say of the code: in one line, and behind it each figure with its row. */
export function CodeBilling({ code, loaded }: BillingProps) {
  const { billing: words } = useSpeech().words;
  if (code.system !== 'CPT' && code.system !== 'HCPCS') return null;
  if (!hasBilling(loaded)) return null;
  return (
    <section class="billing" aria-labelledby="billing">
      <h2 id="billing">{words.title}</h2>
      <InOneLine code={code} />
      <details>
        <summary>{words.details}</summary>
        {loaded.has('PFS') && <FeeSchedule billing={code.billing} />}
        {loaded.has('NCCI_MUE') && <UnitsPerDay limit={code.unitsPerDay} />}
        {code.paid && <Pairs code={code.id} paid={code.paid} unpaid={code.unpaid?.totalCount ?? 0} />}
      </details>
      {loaded.has('LICENSED_TEXT') && <CodeDescriptor code={code.id} />}
    </section>
  );
}

/** Whether any file is loaded that says something of how codes are paid. */
export const hasBilling = (loaded: LoadedKinds): boolean =>
  (['PFS', 'NCCI_PTP', 'NCCI_MUE', 'LICENSED_TEXT'] as const).some((kind) => loaded.has(kind));

/** What most readers look for: the relative value units, the days of care that belong to it, and the units of a day. */
function InOneLine({ code: { billing, unitsPerDay } }: { code: CodeAnswer }) {
  const { words, language } = useSpeech();
  const said = words.billing;
  const number = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 2 });
  const days: Readonly<Record<string, string>> = said.global;
  const figures = [
    billing?.workRvu != null && ([said.workRvu, number.format(billing.workRvu)] as const),
    billing?.facilityTotalRvu != null && ([said.facility, number.format(billing.facilityTotalRvu)] as const),
    billing && ([said.globalDays, days[billing.globalDays] ?? billing.globalDays] as const),
  ].filter((one) => one !== false && one !== null && one !== undefined);
  if (figures.length === 0 && !unitsPerDay) return <p class="quiet">{said.noRow}</p>;
  return (
    <ul class="in-one-line">
      {figures.map(([name, value]) => (
        <li key={name}>
          {name}: <strong>{value}</strong>
        </li>
      ))}
      {unitsPerDay && <li>{count(said.units, unitsPerDay.units, language)}</li>}
    </ul>
  );
}

function FeeSchedule({ billing }: Pick<CodeAnswer, 'billing'>) {
  const { words, language } = useSpeech();
  const said = words.billing;
  if (!billing) return <p class="quiet">{said.noRow}</p>;
  const number = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(localeOf(language), { style: 'percent' });
  const { preOperative, intraOperative, postOperative } = billing;
  const shares = [preOperative, intraOperative, postOperative].filter((share) => share !== null);
  const days: Readonly<Record<string, string>> = said.global;
  const title = fill(said.feeSchedule, { release: billing.release });
  const indicators = Object.entries(billing.indicators) as [keyof typeof said.indicator, string][];
  return (
    <>
      <h3>{title}</h3>
      {billing.variant && <p class="quiet">{said.variant[billing.variant]}</p>}
      <dl class="figures">
        <Figure name={said.status}>{billing.status}</Figure>
        {billing.workRvu !== null && <Figure name={said.workRvu}>{number.format(billing.workRvu)}</Figure>}
        {billing.facilityTotalRvu !== null && (
          <Figure name={said.facility} note={billing.facilityNa ? said.notThere : null}>
            {number.format(billing.facilityTotalRvu)}
          </Figure>
        )}
        {billing.nonFacilityTotalRvu !== null && (
          <Figure name={said.nonFacility} note={billing.nonFacilityNa ? said.notThere : null}>
            {number.format(billing.nonFacilityTotalRvu)}
          </Figure>
        )}
        <Figure name={said.globalDays} note={days[billing.globalDays] ?? null}>
          {billing.globalDays}
        </Figure>
        {shares.length === 3 && (
          <Figure name={said.shares}>{shares.map((share) => percent.format(share)).join(' · ')}</Figure>
        )}
      </dl>
      <details>
        <summary>{said.indicators}</summary>
        <dl class="figures">
          {indicators.map(([name, value]) => (
            <Figure key={name} name={said.indicator[name]}>
              {value}
            </Figure>
          ))}
        </dl>
      </details>
      <Source of={title} {...billing.source} />
    </>
  );
}

function UnitsPerDay({ limit }: { limit: CodeAnswer['unitsPerDay'] }) {
  const { words, language } = useSpeech();
  const said = words.billing;
  if (!limit) return <p class="quiet">{said.noRow}</p>;
  const title = fill(said.unitsPerDay, { release: limit.release });
  const counted: Readonly<Record<number, string>> = said.adjudication;
  return (
    <>
      <h3>{title}</h3>
      <p>
        {count(said.units, limit.units, language)} <span class="quiet">({counted[limit.adjudication]})</span>
      </p>
      <p class="quiet" lang="en" dir="ltr">
        {limit.rationale}
      </p>
      <Source of={title} {...limit.source} />
    </>
  );
}

interface PairsProps {
  readonly code: string;
  readonly paid: NonNullable<CodeAnswer['paid']>;
  readonly unpaid: number;
}

function Pairs({ code, paid, unpaid }: PairsProps) {
  const { words, language } = useSpeech();
  const said = words.billing;
  return (
    <>
      <h3>{fill(said.pairs, { release: paid.release })}</h3>
      <p class="quiet">{fill(said.pairsOn, { day: dayOf(paid.asOf, language) })}</p>
      <CodePairs code={code} direction="OUT" title={count(said.out, paid.totalCount, language)} />
      <CodePairs code={code} direction="IN" title={count(said.in, unpaid, language)} />
    </>
  );
}

interface FigureProps {
  readonly name: string;
  readonly note?: string | null;
  readonly children: ComponentChildren;
}

function Figure({ name, note = null, children }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span class="number">{children}</span>
        {note && <small>{note}</small>}
      </dd>
    </div>
  );
}
