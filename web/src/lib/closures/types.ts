/** The shapes of closures that travel, from the API's own document. */
import type { components, paths } from '../api/schema';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type Closure = Schema<'Closure'>;
export type ClosureKind = Closure['kind'];
export type NewClosure = Schema<'NewClosure'>;
export type ClosurePreview = Schema<'ClosurePreview'>;
export type Proposal = Schema<'RehousingProposal'>;
export type Move = Schema<'RehousingMove'>;
export type ClosureQuery = NonNullable<paths['/api/v1/closures']['get']['parameters']['query']>;
