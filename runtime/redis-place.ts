import { createHash } from 'node:crypto';
import { lstat, mkdir, realpath } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

/** Where the private Redis keeps its file, and where it listens. The same data folder always gives the same place. */
export type RedisPlace = {
  readonly folder: string;
  readonly socket: string;
  /** Locked by the living server itself, so that the kernel frees it however that server ends. */
  readonly lock: string;
  readonly log: string;
};

/** `sun_path` holds 108 bytes on Linux and 104 on macOS, with the closing zero. */
const longestSocketPath = 103;

export async function prepareRedisPlace(dataDir: string): Promise<RedisPlace> {
  const wanted = path.join(path.resolve(dataDir), 'redis');
  await mkdir(wanted, { recursive: true, mode: 0o700 });
  const folder = await realpath(wanted);
  const near = path.join(folder, 'redis.sock');
  const fits = Buffer.byteLength(near) <= longestSocketPath;
  const socket = fits ? near : path.join(await privateTemporaryFolder(folder), 'redis.sock');
  return { folder, socket, lock: path.join(folder, 'lock'), log: path.join(folder, 'redis.log') };
}

async function privateTemporaryFolder(of: string): Promise<string> {
  const { uid } = userInfo();
  const digest = createHash('sha256').update(of).digest('hex').slice(0, 16);
  const folder = path.join(tmpdir(), `lang-nghe-${uid}-${digest}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Anybody can make a folder of that name before us, and would then own the way to our queue.
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new Error(`${folder} is not ours alone; remove it, or set DATA_DIR to a shorter path`);
  }
  return folder;
}
