/**
 * Traces for OpenTelemetry: a span for each request, named by its pattern, within the trace of a proxy before us, and
 * one for each attempt that is recorded. Its packages are loaded only where an address to send them to is set.
 */
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import type { Store } from '../../store/database.ts';
import { routeOf } from './request-log.ts';

export interface Tracing {
  readonly traceRequests: RequestHandler;
  /** The same store, with a span around every record. */
  watch(store: Store): Store;
  /** Sends what was not sent yet. */
  end(): Promise<void>;
}

export const noTracing: Tracing = {
  traceRequests: (_request, _response, next) => next(),
  watch: (store) => store,
  end: async () => {},
};

/** `endpoint` as in OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318'. */
export async function startTracing(endpoint: string, version: string): Promise<Tracing> {
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'chainmark', 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  const tracer = provider.getTracer('chainmark', version);
  return {
    traceRequests: (request, response, next) => {
      const outside = propagation.extract(context.active(), request.headers);
      tracer.startActiveSpan(request.method, { kind: SpanKind.SERVER }, outside, (span) => {
        response.once('close', () => {
          const route = routeOf(request);
          span.updateName(`${request.method} ${route}`.trim());
          span.setAttribute('http.request.method', request.method);
          span.setAttribute('http.route', route);
          span.setAttribute('http.response.status_code', response.statusCode);
          if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        });
        next();
      });
    },
    watch: (store) => ({
      ...store,
      attempts: {
        ...store.attempts,
        record: (submission) =>
          tracer.startActiveSpan('record attempt', async (span) => {
            try {
              return await store.attempts.record(submission);
            } finally {
              span.end();
            }
          }),
      },
    }),
    end: async () => {
      await provider.shutdown();
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}
