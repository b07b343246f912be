import type { Binding } from '../door.ts';
import type { Context } from '../start.ts';

/** Amazon Linux 2023 in a microVM: the numbers are those of the function, its user is Lambda's. */
export function osBinding({ process }: Context): Binding {
  const memory = () => Number(process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? 128) * 2 ** 20;
  /** A vCPU for each 1,769 MB; even the smallest function sees two. */
  const cores = () => Math.max(2, Math.ceil(memory() / 2 ** 20 / 1769));
  const loadAverage = (values: Float64Array) => void values.fill(0);
  return {
    getAvailableParallelism: cores,
    getCPUs: () =>
      Array.from({ length: cores() }, () => [
        'Intel(R) Xeon(R) Processor @ 2.50GHz',
        2_500,
        0,
        0,
        0,
        0,
        0,
      ]).flat(),
    getFreeMem: () => Math.round(memory() * 0.5),
    getTotalMem: memory,
    getHomeDirectory: () => process.env.HOME ?? '/home/sbx_user1051',
    getHostname: () => '169.254.76.1',
    getInterfaceAddresses: () => ['lo', '127.0.0.1', '255.0.0.0', 'IPv4', '00:00:00:00:00:00', true, -1],
    getLoadAvg: loadAverage,
    getPriority: () => 0,
    setPriority: () => 0,
    getOSInformation: () => ['Linux', '#1 SMP', '5.10.240-259.959.amzn2.x86_64', 'x86_64'],
    getUptime: () => process.uptime() + 1,
    getUserInfo: () => ({
      uid: 993,
      gid: 990,
      username: 'sbx_user1051',
      homedir: '/home/sbx_user1051',
      shell: '/sbin/nologin',
    }),
    isBigEndian: false,
  };
}
