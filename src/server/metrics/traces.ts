import { SpanStatusCode, trace } from '@opentelemetry/api';
import type { Observer } from './observer.ts';

/**
 * Makes a span of each call of the store, below whatever span is active. Without an OpenTelemetry SDK, which the operator
 * preloads (`node --import ./telemetry.mjs …`), nothing is made and nothing is sent.
 */
export function createTraces(): Observer {
  const tracer = trace.getTracer('codelattice');
  return {
    storeCall(method) {
      const span = tracer.startSpan(`store.${method}`);
      return (failure) => {
        if (failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      };
    },
  };
}
