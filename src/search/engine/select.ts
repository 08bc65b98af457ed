/** The first few of many, without sorting the rest. */

/** The places of the `k` first of `n`, in order; `compare` says which place comes first. */
export function selectFirst(n: number, k: number, compare: (a: number, b: number) => number): Int32Array {
  if (k >= n || k > 4096)
    return Int32Array.from({ length: n }, (_, i) => i)
      .sort(compare)
      .subarray(0, k);
  const heap = new Int32Array(k);
  for (let i = 0; i < k; i++) heap[i] = i;
  for (let i = (k >> 1) - 1; i >= 0; i--) sink(heap, i, k, compare);
  for (let i = k; i < n; i++) {
    if (k === 0 || compare(i, heap[0] ?? 0) >= 0) continue;
    heap[0] = i;
    sink(heap, 0, k, compare);
  }
  return heap.sort(compare);
}

/** The root is the last of those kept. */
function sink(heap: Int32Array, from: number, size: number, compare: (a: number, b: number) => number): void {
  const item = heap[from] ?? 0;
  let at = from;
  for (;;) {
    let child = at * 2 + 1;
    if (child >= size) break;
    if (child + 1 < size && compare(heap[child + 1] ?? 0, heap[child] ?? 0) > 0) child++;
    if (compare(heap[child] ?? 0, item) <= 0) break;
    heap[at] = heap[child] ?? 0;
    at = child;
  }
  heap[at] = item;
}
