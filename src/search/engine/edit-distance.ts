/** Whether two words are within a few edits; swapping neighbours is one. */

const rows = [new Int32Array(300), new Int32Array(300), new Int32Array(300)];

/** The number of edits up to `most`, or `most + 1` for anything farther. */
export function editDistance(a: readonly number[], n: number, b: readonly number[], m: number, most: number): number {
  if (Math.abs(n - m) > most || n > 298 || m > 298) return most + 1;
  let [older, last, row] = rows as [Int32Array, Int32Array, Int32Array];
  for (let j = 0; j <= m; j++) last[j] = j;
  for (let i = 1; i <= n; i++) {
    row.fill(most + 1, 0, m + 1);
    if (i <= most) row[0] = i;
    let best = row[0] ?? 0;
    const to = Math.min(m, i + most);
    for (let j = Math.max(1, i - most); j <= to; j++) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min((last[j - 1] ?? 0) + (same ? 0 : 1), (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, (older[j - 2] ?? 0) + 1);
      row[j] = value;
      if (value < best) best = value;
    }
    if (best > most) return most + 1;
    if (to < m) row[to + 1] = most + 1;
    [older, last, row] = [last, row, older];
  }
  return Math.min(last[m] ?? 0, most + 1);
}
