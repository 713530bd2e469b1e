"""OpenStack Swift with its S3 interface, all of it in one process on the loopback: python3 swift-server.py FOLDER PORT.

Debian's python3-swift has the servers, not how to start them this small: the storage servers and the proxy as they are, a ring of one
device. Says its port when it listens, and stops with its parent.
"""
import os
import sys

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi
from swift.account.server import app_factory as account
from swift.common import utils
from swift.common.http_protocol import SwiftHttpProtocol
from swift.common.ring import RingBuilder
from swift.common.utils import NullLogger
from swift.common.wsgi import loadapp
from swift.container.server import app_factory as container
from swift.obj.server import app_factory as storage

PROXY = """
[DEFAULT]
swift_dir = {folder}
[pipeline:main]
pipeline = catch_errors cache s3api tempauth slo versioned_writes symlink proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
[filter:s3api]
use = egg:swift#s3api
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = {secret} .admin
[filter:slo]
use = egg:swift#slo
[filter:symlink]
use = egg:swift#symlink
[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_object_versioning = true
"""

folder, port, secret = sys.argv[1], int(sys.argv[2]), os.environ['SWIFT_SECRET']
os.makedirs(folder + '/devices/one', exist_ok=True)
with open(folder + '/swift.conf', 'w') as file:
    file.write('[swift-hash]\nswift_hash_path_suffix = tests\n')
with open(folder + '/proxy.conf', 'w') as file:
    file.write(PROXY.format(folder=folder, secret=secret))
utils.SWIFT_CONF_FILE = folder + '/swift.conf'
utils.validate_configuration()


def serve(socket, app):
    wsgi.server(socket, app, NullLogger(), protocol=SwiftHttpProtocol, custom_pool=eventlet.GreenPool(200))


conf = {'swift_dir': folder, 'devices': folder + '/devices', 'mount_check': 'false'}
for name, app_factory in (('account', account), ('container', container), ('object', storage)):
    socket = eventlet.listen(('127.0.0.1', 0))
    ring = RingBuilder(1, 1, 0)
    here = {'ip': '127.0.0.1', 'port': socket.getsockname()[1]}
    ring.add_dev({'id': 0, 'region': 1, 'zone': 1, 'device': 'one', 'weight': 1.0, **here,
                  'replication_ip': here['ip'], 'replication_port': here['port']})
    ring.rebalance()
    ring.get_ring().save(f'{folder}/{name}.ring.gz')
    eventlet.spawn(serve, socket, app_factory({}, **conf))

front = eventlet.listen(('127.0.0.1', port))
eventlet.spawn(serve, front, loadapp(folder + '/proxy.conf'))
print(front.getsockname()[1], flush=True)
# Its end of the pipe closes with whoever started this.
eventlet.tpool.execute(sys.stdin.read)
