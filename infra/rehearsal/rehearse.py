"""Brings a rehearsed stage up, runs a command against it, and takes everything down again.

    rehearse.py [--zips DIR] [--web DIR] [--balie PROGRAM] [-- COMMAND...]

The command finds the stage's address in BALIE_BASE_URL. Without a command the address is printed and the stage stays until it is
interrupted.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import stage
from front import Front
from stage import after_deploy

ROOT = Path(__file__).resolve().parents[2]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--zips", type=Path, default=ROOT / "build/rehearsal", help="the built zips")
    parser.add_argument("--web", type=Path, default=ROOT / "web/dist", help="the built web client")
    parser.add_argument("--balie", type=Path, default=ROOT / "target/debug/balie", help="the tool that plants the demo data and runs the business register")
    parser.add_argument("--sam", type=Path, default=ROOT / ".tools/sam/bin/sam", help="the AWS SAM command line")
    parser.add_argument("command", nargs="*", help="what to run against the stage")
    return parser.parse_args()


def prepare(standin, outputs, origin, balie):
    """What `make deploy` does after a first deployment: the first keys, and here the demo data too."""
    after_deploy.make_keys(standin.client("lambda"), "rehearsal")
    environment = {
        **standin.environment,
        "BALIE_STAGE": "rehearsal",
        "BALIE_TABLE": outputs["Table"],
        "BALIE_KEYS_TABLE": outputs["KeysTable"],
        "BALIE_UPLOADS_BUCKET": outputs["UploadsBucket"],
        "BALIE_ORIGIN": origin,
        "BALIE_MAIL_FROM": stage.MAIL_FROM,
    }
    done = subprocess.run([str(balie), "seed"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise SystemExit(f"rehearsal: planting the demo data failed:\n{done.stdout[-3000:]}")
    return environment


def heard(standin, folder):
    """Keeps what the functions warned of; answers what their roles refused them, whatever the tests saw: then a template grants too little."""
    logs = standin.client("logs")
    warnings = []
    for groups in logs.get_paginator("describe_log_groups").paginate():
        for group in groups["logGroups"]:
            for events in logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"]):
                lines = [event["message"] for event in events["events"]]
                warnings += [f"{group['logGroupName']} {line}" for line in lines if '"level":"WARN"' in line or '"level":"ERROR"' in line]
    (folder / "warnings.log").write_text("\n".join(warnings))
    return [line for line in warnings if "AccessDenied" in line]


def main():
    asked = arguments()
    began = time.monotonic()
    folder = stage.fresh_folder(ROOT / "build/rehearsal-stage")
    # Interrupted or ended from outside, what was started here must end too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    stage.say("starting the stand-in")
    standin = stage.StandIn(folder)
    register = stage.BusinessRegister(asked.balie, folder)
    courier = broker = None
    try:
        standin.wait()
        front = Front(stage.free_port(), standin.port)
        origin = f"http://127.0.0.1:{front.server_port}"
        root = stage.package(ROOT / "infra", asked.zips, standin)
        stage.say("deploying")
        outputs = stage.deploy(root, standin, folder, asked.sam, origin, register)
        if asked.web.is_dir():
            after_deploy.publish_web(standin.client("s3"), asked.web, outputs["WebBucket"])
        stage.say("preparing keys and demo data")
        environment = prepare(standin, outputs, origin, asked.balie)
        courier = stage.Courier(asked.balie, folder, environment, origin)
        front.courier_port = courier.port
        broker = stage.Broker(asked.balie, folder, environment, origin)
        front.broker_port = broker.port
        front.serve_distribution(standin, outputs["Distribution"])
        stage.say(f"the stage stands at {origin} after {time.monotonic() - began:.0f} s; its log is {standin.log}")
        if not asked.command:
            print(origin, flush=True)
            signal.pause()
        result = subprocess.run(asked.command, cwd=ROOT, env={**os.environ, "BALIE_BASE_URL": origin}).returncode
        refused = heard(standin, folder)
        if refused:
            stage.say(f"{len(refused)} calls of functions were refused by their roles, the first:\n{refused[0]}")
        return result or int(bool(refused))
    except KeyboardInterrupt:
        return 130
    finally:
        register.stop()
        if courier:
            courier.stop()
        if broker:
            broker.stop()
        standin.stop()


if __name__ == "__main__":
    sys.exit(main())
