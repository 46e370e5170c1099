/**
 * Which of the `count` templates of a task a mail uses: drawn uniformly at random and yet a function of subtask and attempt, so that a
 * re-delivery has the same body (F16.2). FNV-1a, then the finalizer of MurmurHash3, without which neighbouring ids draw alike.
 */
export function drawTemplate(subtaskId: string, attempt: number, count: number): number {
  const key = `${subtaskId}-${attempt}`;
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash = (hash ^ (hash >>> 16)) >>> 0;
  return Math.floor((hash / 2 ** 32) * count);
}
