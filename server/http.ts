/**
 * The server's doors. Owns what every request has in common: limits, who is asking, one shape of error, a log without anything of
 * anybody, figures, and stopping in good order. What there is to ask stands in routes.ts, as one readable list.
 */
import { readFileSync } from 'node:fs';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  hasZodFastifySchemaValidationErrors,
} from 'fastify-type-provider-zod';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { MOST_PUSH_BYTES, type ProtocolError } from '../core/sync/protocol.ts';
import { callerOf, type Asked } from './access.ts';
import { builtAdminPage, serveAdminPage } from './admin-page.ts';
import type { Caller } from './holdings.ts';
import { routes, type Context, type FromBrowser, type Route } from './routes.ts';
import { callerBySession, cookieIn, isOwnPage } from './session.ts';

export type HttpOptions = {
  /** As laptops see it, when something stands in between; otherwise what they say they ask. */
  readonly publicUrl: string | null;
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | null;
  /** Requests a minute of one laptop or browser, and of all who are not known from one address; enrolling has a stricter one. */
  readonly requestsPerMinute: number;
  readonly enrolmentsPerMinute: number;
  /** How many proxies stand in front. Each adds whom it heard it from; what stands before that, anybody may have written. */
  readonly proxies: number;
  /** Where the administrator's page was built, if not in its place. */
  readonly adminFolder?: string;
  readonly logTo: NodeJS.WritableStream;
};

/** Longer than any push, shorter than what could fill the memory. */
const MOST_BODY_BYTES = 2 * MOST_PUSH_BYTES;

const statusOf: Record<ProtocolError, number> = {
  BadRequest: 400,
  NotSignedIn: 401,
  ClockDiffers: 401,
  NotAllowed: 403,
  DeviceBlocked: 403,
  DeviceWiped: 403,
  DeviceCopied: 409,
  SchemaTooOld: 409,
  Taken: 409,
  OnHold: 409,
  OtherOffset: 409,
  CodeNotKnown: 404,
  SignInNotOffered: 404,
  AttemptOver: 404,
  IssuerAway: 503,
  NotFound: 404,
  TooLarge: 413,
  Damaged: 460,
  TooManyRequests: 429,
  Unavailable: 503,
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Null where the route is open to everybody. */
    caller: Caller | null;
  }
}

/** The figures have no door here: whoever opens this says who may look (metrics.ts). */
export async function openHttp(
  context: Context,
  options: HttpOptions,
): Promise<{ app: FastifyInstance; figures: Registry; answers: readonly string[] }> {
  const app: FastifyInstance = Fastify({
    ...(options.tls
      ? {
          https: {
            cert: readFileSync(options.tls.certificateFile),
            key: readFileSync(options.tls.keyFile),
            minVersion: 'TLSv1.2',
          },
        }
      : {}),
    bodyLimit: MOST_BODY_BYTES,
    trustProxy: options.proxies > 0 && ((_address, hop) => hop < options.proxies),
    // HEAD is a question of its own (tus).
    exposeHeadRoutes: false,
    // A laptop on a slow line is slow; one that says nothing for two minutes is gone.
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
    logController: new LogController({ disableRequestLogging: true }),
    logger: {
      level: 'info',
      stream: options.logTo,
      serializers: { req: () => ({}), res: () => ({}), err: errorWithoutText },
    },
  });
  const answers = new Set<string>();
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) answers.add(`${each} ${url}`);
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('caller', null);
  const metrics = measure(context);

  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) return answerError(reply, { type: 'BadRequest' });
    const status = error.statusCode ?? 500;
    if (status === 413) return answerError(reply, { type: 'TooLarge' });
    if (status === 429) return answerError(reply, { type: 'TooManyRequests' });
    if (status < 500) return answerError(reply, { type: 'BadRequest' });
    request.log.error({ ...errorWithoutText(error), route: request.routeOptions.url ?? null }, 'failed');
    return answerError(reply, { type: 'Unavailable' });
  });
  app.setNotFoundHandler((_request, reply) => answerError(reply, { type: 'NotFound' }));
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.requests.inc({ route, method: request.method, status: reply.statusCode });
    metrics.seconds.observe({ route }, reply.elapsedTime / 1000);
    // The pattern of the route, never the address asked for: ids of dossiers do not belong in a log.
    request.log.info(
      { route, method: request.method, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  // Bytes of documents are not read here: tus takes them as they come.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _body, done) => done(null));
  // A stretch of a file from the administrator's page.
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  const limit = { max: options.requestsPerMinute, timeWindow: '1 minute' };
  await app.register(rateLimit, { global: true, ...limit });
  // A whole office may stand behind one address: whoever is known is counted by themselves.
  const limits = {
    ofStrangers: app.createRateLimit(limit),
    ofCaller: app.createRateLimit({ ...limit, keyGenerator: ({ caller }) => caller?.device ?? '' }),
  };
  await app.register(swagger, {
    openapi: {
      info: { title: 'Jobport server', version: '1' },
      components: { securitySchemes: { dpop: { type: 'http', scheme: 'DPoP' } } },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: '/v1/docs', staticCSP: true });

  for (const route of routes(context)) addRoute(app, context, options, limits, route);
  serveAdminPage(app, options.adminFolder ?? builtAdminPage);
  await app.ready();
  return { app, figures: metrics.registry, answers: [...answers] };
}

type Limit = ReturnType<FastifyInstance['createRateLimit']>;
type Limits = { readonly ofStrangers: Limit; readonly ofCaller: Limit };

function addRoute(app: FastifyInstance, context: Context, options: HttpOptions, limits: Limits, route: Route): void {
  app.route({
    method: route.method,
    url: route.url,
    schema: {
      summary: route.summary,
      ...(route.access === 'open' ? {} : { security: [{ dpop: [] }] }),
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body ? { body: route.body } : {}),
      ...(route.answer ? { response: { 200: route.answer } } : {}),
    },
    config: route.isGuessable
      ? { rateLimit: { max: options.enrolmentsPerMinute, timeWindow: '1 minute' } }
      : route.access === 'open'
        ? {}
        : { rateLimit: false },
    // Before the body is read: whoever is not known is not listened to.
    onRequest: async (request, reply) => {
      if (route.access === 'open') return;
      const strangers = await limits.ofStrangers(request, { increment: false });
      if (isOver(strangers)) return answerTooMany(reply, strangers);
      // A laptop proves with its key; a browser has a session, and only our own page may use it.
      const asked = askedOf(request, options);
      const cookie = asked.authorization === undefined ? cookieIn(request.headers.cookie, asked.isSecure) : null;
      if (cookie !== null && !isOwnPage(request.headers, request.method, asked.origin)) {
        return answerError(reply, { type: 'NotAllowed' });
      }
      const caller =
        cookie === null
          ? await callerOf(context.store, context.world, asked)
          : await callerBySession(context.store, context.world, cookie);
      if (!caller.ok) {
        await limits.ofStrangers(request);
        return answerError(reply, caller.error);
      }
      const { access } = route;
      if (access === 'device' ? cookie !== null : !access.some((role) => caller.value.roles.includes(role))) {
        return answerError(reply, { type: 'NotAllowed' });
      }
      request.caller = caller.value;
      const own = await limits.ofCaller(request);
      if (isOver(own)) return answerTooMany(reply, own);
    },
    handler: async (request, reply) => {
      const result = await route.handle({
        caller: request.caller ?? nobody,
        params: request.params as Record<string, string>,
        query: request.query as Record<string, unknown>,
        body: request.body,
        asked: askedOf(request, options),
        request,
        reply,
      });
      if (result === 'streamed') return reply;
      if (!result.ok) return answerError(reply, result.error);
      return typeof result.value === 'string'
        ? reply.type('application/json; charset=utf-8').send(result.value)
        : reply.send(result.value ?? {});
    },
  });
}

const nobody: Caller = { organisation: '', person: '', device: '', roles: [] };

function askedOf(request: FastifyRequest, options: HttpOptions): Asked & FromBrowser {
  const origin = options.publicUrl ?? `${request.protocol}://${request.host}`;
  const proof = request.headers['dpop'];
  return {
    method: request.method,
    origin,
    isSecure: origin.startsWith('https:'),
    url: origin + (request.url.split('?')[0] ?? ''),
    proof: typeof proof === 'string' ? proof : undefined,
    authorization: request.headers.authorization,
  };
}

type Counted = Awaited<ReturnType<Limit>>;
const isOver = (counted: Counted): boolean => !counted.isAllowed && counted.isExceeded;
const answerTooMany = (reply: FastifyReply, counted: Counted): FastifyReply =>
  answerError(reply.header('retry-after', counted.isAllowed ? 0 : counted.ttlInSeconds), { type: 'TooManyRequests' });

/** Errors have one shape; what belongs to one and is no secret goes along. */
function answerError(reply: FastifyReply, error: { readonly type: string }): FastifyReply {
  const status = (statusOf as Record<string, number>)[error.type] ?? 400;
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify({ error }));
}

/** An exception's message may hold somebody's words: its name and place are enough to find it. */
const errorWithoutText = (
  error: Error & { code?: string },
): { type: string; message: string; stack: string; code?: string } => ({
  type: error.name,
  message: '',
  stack: (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
    .join('\n'),
  ...(error.code === undefined ? {} : { code: error.code }),
});

function measure({ store, events }: Context) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const gauge = (name: string, help: string, value: () => number): void =>
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(value());
        },
      }),
    );
  gauge('jobport_connected_devices', 'Laptops listening for changes.', () => events.connected());
  for (const name of ['queries', 'transactions', 'retries'] as const) {
    gauge(`jobport_database_${name}`, `Of the database since the start: ${name}.`, () => store.cost[name]);
  }
  return {
    registry,
    requests: new Counter({
      name: 'jobport_requests_total',
      help: 'Requests answered.',
      labelNames: ['route', 'method', 'status'],
      registers,
    }),
    seconds: new Histogram({
      name: 'jobport_request_seconds',
      help: 'Time to answer.',
      labelNames: ['route'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
  };
}
