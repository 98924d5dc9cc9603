import { firstPart } from './import-bindings.ts';

/** Top-level modules of the standard library (3.9 to 3.14, removed ones included): import sorters keep them apart. */
const standard = new Set(
  `__future__ _thread abc aifc argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb
binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop
collections colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg
crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings
ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch formatter fractions ftplib functools gc
genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib
imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma
mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib
nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev parser pathlib pdb pickle pickletools
pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr
pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets
select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3
sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symbol
symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this threading time
timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing
unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib
xml xmlrpc zipapp zipfile zipimport zlib zoneinfo`.split(/\s+/),
);

/** Those that had another name in Python 2; programs for both still import them in a `try`. */
const python2 = new Set(
  `__builtin__ anydbm audiodev Bastion BaseHTTPServer bsddb Canvas CGIHTTPServer commands compiler
ConfigParser Cookie cookielib copy_reg cPickle cStringIO dbhash Dialog dircache dl
DocXMLRPCServer dumbdbm dummy_thread dummy_threading exceptions FileDialog fpformat future_builtins gdbm
hotshot htmlentitydefs htmllib HTMLParser httplib ihooks imputil markupbase md5 mhlib mimetools
MimeWriter mimify multifile mutex new os2emxpath popen2 posixfile Queue repr rexec rfc822 robotparser
ScrolledText sets sgmllib sha SimpleDialog SimpleHTTPServer SimpleXMLRPCServer SocketServer statvfs
StringIO sunaudio thread Tix Tkconstants tkColorChooser tkCommonDialog Tkinter tkFileDialog tkFont
tkMessageBox tkSimpleDialog toaiff ttk UserDict UserList UserString urllib2 urlparse user
whichdb xmllib xmlrpclib`.split(/\s+/),
);

/** Whether a dotted path starts in the standard library of Python 2 or 3. */
export function isStandardInAnyPython(module: string): boolean {
  return isStandardModule(module) || python2.has(firstPart(module));
}

/** Whether a dotted path starts in the standard library. */
export function isStandardModule(module: string): boolean {
  return standard.has(firstPart(module));
}
