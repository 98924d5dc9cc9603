import { workerClass } from '../../knowledge/worker-classes.ts';
import { lastOption, parseCommandLine } from '../command-line.ts';
import type { LaunchOption, Phase } from '../launch.ts';
import {
  definedOptions,
  type Invocation,
  type Launched,
  patches,
  variableOption,
} from './launcher.ts';

/**
 * `airflow webserver` (2.x) runs gunicorn. With _AIRFLOW_PATCH_GEVENT airflow patches in its
 * first lines; without it gunicorn's gevent worker does, behind airflow's settings (2.10 read,
 * not run). It loads no code of the project that could be named here.
 */
export function airflow(call: Invocation): Launched | undefined {
  const line = parseCommandLine(call.words, { launcher: 'airflow', unlisted: 'word' });
  if (line.free[0]?.text !== 'webserver') return undefined;
  const worker =
    lastOption(line, 'workerclass') ??
    variableOption(call.environment, 'AIRFLOW__WEBSERVER__WORKER_CLASS') ??
    configured(call);
  const variable = variableOption(call.environment, '_AIRFLOW_PATCH_GEVENT');
  const kind = worker?.value === undefined ? undefined : workerClass('gunicorn', worker.value);
  return {
    launcher: 'airflow',
    phases: patching(variable, worker, kind?.patches),
    greenlets:
      worker === undefined ? (line.open ? 'unknown' : 'no') : (kind?.greenlets ?? 'unknown'),
    options: definedOptions({ 'worker-class': worker, 'airflow-patch': variable }),
  };
}

function patching(
  variable: LaunchOption | undefined,
  worker: LaunchOption | undefined,
  when: string | undefined,
): readonly Phase[] {
  const early =
    variable === undefined || variable.value === ''
      ? []
      : [patches(variable, 'airflow', variable.value !== undefined)];
  if (worker === undefined || when === 'never') return early;
  return [...early, patches(worker, "gunicorn's gevent worker", when === 'after-fork')];
}

function configured({ contextIn, folder }: Invocation): LaunchOption | undefined {
  const found = contextIn(folder).deploymentSettings('airflow.cfg');
  const setting = found?.settings.findLast(
    ({ section, key }) => section === 'webserver' && key === 'worker_class',
  );
  if (found === undefined || setting === undefined) return undefined;
  return { value: setting.value, path: found.path, span: setting.span, from: 'airflow.cfg' };
}
