/** What the physician fee schedule says of one code with one modifier. Units: relative value units; null where the file has no number. */
export interface FeeRow {
  /** Empty for the service as a whole, else 26, TC or 53. */
  readonly modifier: string;
  /** A is active, C is priced by the contractor (its RVUs of 0 do not mean free), and so on. */
  readonly status: string;
  readonly workRvu: number | null;
  readonly nonFacilityPeRvu: number | null;
  readonly facilityPeRvu: number | null;
  readonly malpracticeRvu: number | null;
  readonly nonFacilityTotalRvu: number | null;
  readonly facilityTotalRvu: number | null;
  /** Whether the file says that a place has no practice expense of its own (NA). */
  readonly nonFacilityNa: boolean;
  readonly facilityNa: boolean;
  /** As printed: 000, 010, 090, MMM, XXX, YYY, ZZZ. */
  readonly globalDays: string;
  /** Shares of the payment for the care before, during and after the operation, 0 to 1. */
  readonly preOperative: number | null;
  readonly intraOperative: number | null;
  readonly postOperative: number | null;
  /** Indicators are one digit, as text; 9 means that the idea does not apply. */
  readonly pcTc: string;
  readonly multipleProcedure: string;
  readonly bilateral: string;
  readonly assistant: string;
  readonly coSurgeon: string;
  readonly teamSurgeon: string;
  /** US dollars for one relative value unit. */
  readonly conversionFactor: number | null;
}
