/**
 * Circles in a graph: its strongly connected components of more than one node (Tarjan, 1972).
 *
 * @module
 */

/** Groups of names of which each leads to every other, each group sorted. */
export function circlesOf(edges: readonly (readonly [from: string, to: string])[]): string[][] {
  const next = new Map<string, string[]>();
  for (const [from, to] of edges) next.set(from, [...next.get(from) ?? [], to]);
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  function visit(name: string): void {
    order.set(name, order.size);
    lowest.set(name, order.get(name)!);
    open.push(name);
    for (const to of next.get(name) ?? []) {
      if (!order.has(to)) visit(to);
      if (open.includes(to)) lowest.set(name, Math.min(lowest.get(name)!, lowest.get(to)!));
    }
    if (lowest.get(name) !== order.get(name)) return;
    const circle = open.splice(open.indexOf(name));
    if (circle.length > 1) circles.push(circle.toSorted());
  }
  for (const name of next.keys()) if (!order.has(name)) visit(name);
  return circles;
}
