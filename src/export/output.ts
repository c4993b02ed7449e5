import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/** A file that is written from its beginning to its end. */
export interface Output {
  write(part: string | Uint8Array): void;
  /** Writes what is left, to the disk. Gives the size in bytes and the SHA-256 in hexadecimal. */
  end(): { readonly bytes: number; readonly sha256: string };
  /** Closes the file as it is. */
  abandon(): void;
}

/** How much is gathered before the system is asked to write it. */
const CHUNK = 1 << 18;

/**
 * A new file. Waits until the system has taken each chunk, so that no more than one is ever in memory. Throws the system's
 * error, such as ENOSPC.
 */
export function createOutput(path: string): Output {
  const file = openSync(path, 'wx');
  const hash = createHash('sha256');
  let bytes = 0;
  let texts: string[] = [];
  let gathered = 0;
  let isOpen = true;
  const put = (part: Uint8Array) => {
    hash.update(part);
    bytes += part.length;
    for (let at = 0; at < part.length; ) at += writeSync(file, part, at);
  };
  const flush = () => {
    if (texts.length > 0) put(Buffer.from(texts.join('')));
    texts = [];
    gathered = 0;
  };
  const close = () => {
    if (isOpen) closeSync(file);
    isOpen = false;
  };
  return {
    write(part) {
      if (typeof part !== 'string') {
        flush();
        put(part);
        return;
      }
      texts.push(part);
      gathered += part.length;
      if (gathered > CHUNK) flush();
    },
    end() {
      flush();
      fsyncSync(file);
      close();
      return { bytes, sha256: hash.digest('hex') };
    },
    abandon: close,
  };
}
