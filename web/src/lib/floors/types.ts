/** The shapes of floor plans that travel, from the API's own document. */
import type { components } from '../api/schema';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type FloorMap = Schema<'FloorMap'>;
export type FloorPlan = Schema<'FloorPlan'>;
export type SpaceOnMap = Schema<'SpaceOnMap'>;
export type RoomOnMap = Schema<'RoomOnMap'>;
export type LiveState = Schema<'LiveState'>;
export type Polygon = Schema<'Polygon'>;
