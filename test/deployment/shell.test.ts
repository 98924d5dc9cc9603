import fc from 'fast-check';
import { parse } from 'shell-quote';
import { expect, it } from 'vitest';
import { shellStyle, splitWords } from '../../server/src/deployment/shell-words.ts';
import { SourceText } from '../../server/src/deployment/source-text.ts';
import { lines, partText, read, variables, written } from './reading.ts';

it('reads a script in the order of its lines', () => {
  const text = `#!/bin/sh
set -e
cd "$(dirname "$0")/.."
# gunicorn in a comment
export GUNICORN_CMD_ARGS="-k gevent" OTHER=1
WORKERS=\${WORKERS:-4}
ulimit -n 1024
cat <<EOF > /tmp/x
gunicorn no:no
EOF
python manage.py migrate 2>&1 | tee log
if [ "$MODE" = dev ]; then
  K=sync
  exec flask run
else
  exec gunicorn -w $WORKERS shop.wsgi 2>/dev/null
fi
(cd sub && locust -f a.py) &
case "$1" in
  web) celery -A shop worker -P gevent ;;
esac
run() { uwsgi --ini a.ini; }
list=(gunicorn no:no)
exec "$@"
`;
  const file = read('docker/run-server.sh', text);
  expect(lines(file)).toEqual([
    ': python manage.py migrate',
    ': tee log',
    ': exec flask run',
    ': exec gunicorn -w ${WORKERS} shop.wsgi',
    ': locust -f a.py',
    ': celery -A shop worker -P gevent',
    ': uwsgi --ini a.ini',
    ': exec ${@}',
  ]);
  const at = (index: number) => file.commands[index]!;
  expect(at(0).folder).toBe('..');
  expect(at(4).folder).toBe('../sub');
  expect(at(5).folder).toBe('..');
  expect(at(0).descriptors?.limit).toBe(1024);
  expect(variables(at(0).environment)).toEqual([
    'GUNICORN_CMD_ARGS=-k gevent',
    'OTHER=1',
    'WORKERS=${WORKERS:-4}',
  ]);
  expect(variables(at(2).environment).at(-1)).toBe('K=sync');
  // Behind the branch nobody knows whether it was taken.
  expect(variables(at(3).environment).at(-1)).toBe('K=${?}');
  expect(written(text, at(3))).toEqual(['exec', 'gunicorn', '-w', '$WORKERS', 'shop.wsgi']);
});

it('joins lines, and expands nothing in single quotes', () => {
  const text =
    "exec gunicorn \\\r\n  -k 'gevent' \\\r\n  '$A' \"$B\"c$'d' ${E%x} `date` a\\ b app:app # end\r\nnext\r\n";
  const file = read('entrypoint', text);
  expect(lines(file)).toEqual([
    ': exec gunicorn -k gevent $A ${B}cd ${E%x} ${(date)} a b app:app',
    ': next',
  ]);
  expect(written(text, file.commands[0]).slice(2, 6)).toEqual([
    '-k',
    "'gevent'",
    "'$A'",
    '"$B"c$\'d\'',
  ]);
});

it('is not confused by quotes without an end', () => {
  expect(lines(read('a.sh', 'echo don\'t\ngunicorn "app\ncelery worker\n'))).toEqual([
    ': gunicorn "app',
    ': celery worker',
  ]);
});

const piece = fc.oneof(
  fc.constantFrom('gunicorn', '-k', ' ', '  ', '"a b"', "'c d'", '\\ ', 'x=y', '\\"', "''", '""'),
  fc.stringMatching(/^[a-z0-9=:.,/-]{1,5}$/),
);

it('cuts words as shell-quote does', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const words = splitWords(SourceText.piece(text, 0, text.length), shellStyle);
      expect(words.map(({ word }) => partText(word.parts))).toEqual(parse(text));
    }),
  );
});
