/** Waiting, but not for ever. Knows nothing of VS Code. */

/** What `work` gives; rejects with `complaint` where it takes longer. */
export async function within<Given>(
  milliseconds: number,
  work: Promise<Given>,
  complaint: string,
): Promise<Given> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(complaint));
    }, milliseconds);
  });
  work.catch(() => undefined); // It may fail when nobody waits any more.
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
