import { expect, it } from 'vitest';
import { deploymentFormat } from '../../server/src/deployment/read-deployment-file.ts';
import { read, variables } from './reading.ts';

it('reads the variables of .env and .flaskenv', () => {
  const text =
    '# note\r\nGUNICORN_CMD_ARGS="-k gevent --preload" # why\r\nexport FLASK_APP = shop:app # x\r\nA=\'$x "\'\r\nB=${C:-d}$$\r\nEMPTY=\r\nnoise\r\nURL=a#b\r\n';
  const { environment } = read('.env', text);
  expect(variables(environment)).toEqual([
    'GUNICORN_CMD_ARGS=-k gevent --preload',
    'FLASK_APP=shop:app',
    'A=$x "',
    'B=${C:-d}$',
    'EMPTY=',
    'URL=a#b',
  ]);
  expect(environment.map(({ span }) => text.slice(...span))).toEqual([
    'GUNICORN_CMD_ARGS="-k gevent --preload"',
    'export FLASK_APP = shop:app',
    "A='$x \"'",
    'B=${C:-d}$$',
    'EMPTY=',
    'URL=a#b',
  ]);
  expect(read('.flaskenv', 'FLASK_APP=a').environment).toHaveLength(1);
});

it('takes an example for an example', () => {
  expect(deploymentFormat('/shop/.env.example')).toBe('environment');
  expect(read('.env.example', 'A=1').environment).toEqual([]);
});
