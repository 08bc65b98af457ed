/** The corners of a GeoJSON shape in words: where data lies, without a map. */

type Corners = { west: number; south: number; east: number; north: number };

export function boundingBox(value: unknown): string | undefined {
  const shape = parsed(value);
  if (shape === undefined) return undefined;
  const corners: Corners = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  widen(corners, shape, 0);
  const { west, south, east, north } = corners;
  if (![west, south, east, north].every(Number.isFinite)) return undefined;
  return `${degrees(south, 'N', 'S')} to ${degrees(north, 'N', 'S')}, ${degrees(west, 'E', 'W')} to ${degrees(east, 'E', 'W')}`;
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || value.length > 100_000) return undefined;
  try {
    return (JSON.parse(value) as { coordinates?: unknown } | null)?.coordinates;
  } catch {
    return undefined;
  }
}

function widen(corners: Corners, part: unknown, depth: number): void {
  if (!Array.isArray(part) || depth > 5) return;
  const [x, y] = part as unknown[];
  if (typeof x !== 'number' || typeof y !== 'number') {
    for (const inner of part as unknown[]) widen(corners, inner, depth + 1);
    return;
  }
  corners.west = Math.min(corners.west, x);
  corners.east = Math.max(corners.east, x);
  corners.south = Math.min(corners.south, y);
  corners.north = Math.max(corners.north, y);
}

const degrees = (value: number, positive: string, negative: string): string =>
  `${Math.abs(Math.round(value * 100) / 100)}° ${value < 0 ? negative : positive}`;
