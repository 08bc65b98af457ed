/** States in which every page must hold up: the sample, nothing at all, and texts longer than anybody expects. */
import type { World } from './sample-answers.ts';

const WORD = 'Hydroklimatologischerniederschlagsbeobachtungsstationsdatensatzverzeichniseintrag';
const LONG_TEXT = `${WORD} `.repeat(12);

export const empty = (): World => ({ datasets: [], organizations: [], groups: [] });

/** Words without a place to break, and names, tags and formats beyond all measure. */
export function longWords({ datasets, organizations, groups }: World): World {
  const swollen = (one: Record<string, unknown>): Record<string, unknown> => ({
    ...one,
    title: `${WORD} ${String(one.title)}`,
    description: LONG_TEXT,
  });
  return {
    organizations: organizations.map(swollen),
    groups: groups.map(swollen),
    datasets: datasets.map((dataset) => ({
      ...dataset,
      title: WORD.repeat(2),
      notes: `# ${WORD}\n\n${LONG_TEXT}\n\n\`${WORD}\`\n\n| ${WORD} | ${WORD} |\n|---|---|\n| 1 | 2 |`,
      license_title: LONG_TEXT,
      version: WORD.repeat(3),
      author: WORD,
      author_email: `${WORD}@example.org`,
      organization: swollen(dataset.organization as Record<string, unknown>),
      tags: [
        { name: WORD, display_name: WORD },
        { name: LONG_TEXT, display_name: LONG_TEXT },
      ],
      extras: [
        { key: WORD, value: LONG_TEXT },
        { key: 'link', value: `https://example.org/${WORD.repeat(4)}` },
      ],
      resources: (dataset.resources as Record<string, unknown>[]).map((resource) => ({
        ...resource,
        name: WORD,
        description: LONG_TEXT,
        format: WORD.slice(0, 40),
        url: `https://example.org/${WORD.repeat(3)}`,
      })),
    })),
  };
}
