"""Deploys the generated templates and the built zips to an AWS stand-in on this machine, the way `sam deploy` deploys them to AWS.

The stand-in (MiniStack) runs every function as a process of its own (`balie function <name>`: what it serves is the code of that function, and
only its program is another's), holds every call to the function's own role, and serves the CloudFront distribution, so what is rehearsed is the
template, the roles and the functions together. What differs from AWS is all in `package`: it does
not transform nested templates, it speaks plain HTTP, it knows no mail identities in permissions, and its functions get more time. Nor does
it scan uploads, or hold a role to the keys of items: that the store does, by the same declarations.
"""

import hashlib
import json
import logging
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import after_deploy  # noqa: E402

REGION = "eu-central-1"
ACCOUNT = "000000000000"
CODE_BUCKET = "rehearsal-code"
STACK = "balie-rehearsal"
MAIL_FROM = "balie@balie.example"


def say(text):
    """Progress, on standard error: standard output belongs to the command that is run against the stage."""
    print(f"rehearsal: {text}", file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class StandIn:
    """MiniStack on a loopback port, with a folder of its own."""

    def __init__(self, folder):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "standin.log"
        self.environment = {
            **os.environ,
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_EC2_METADATA_DISABLED": "true",
        }
        self.environment.pop("AWS_PROFILE", None)
        own = {
            "GATEWAY_PORT": str(self.port),
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_REGION": REGION,
            "AUTH": "true",  # every call of a function is held to its role
            "LOG_LEVEL": "WARNING",
            "SFTP_ENABLED": "0",
            "IOT_MTLS_PORT": str(free_port()),
            "TMPDIR": str(folder),
        }
        self.process = subprocess.Popen(
            [str(Path(sys.executable).parent / "ministack")],
            env={**self.environment, **own},
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
        )

    def wait(self):
        for _ in range(300):
            if self.process.poll() is not None:
                raise SystemExit(f"rehearsal: the stand-in stopped; its last words:\n{self.log.read_text()[-2000:]}")
            try:
                with urllib.request.urlopen(f"{self.url}/_ministack/health", timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("rehearsal: the stand-in did not start")

    def client(self, service):
        import boto3

        # Only the stage's own names: nothing of the person's AWS configuration.
        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()


def statements(resource):
    """The statements of a role."""
    policies = resource["Properties"].get("Policies", []) if resource["Type"] == "AWS::IAM::Role" else []
    return [statement for policy in policies for statement in policy["PolicyDocument"]["Statement"]]


def package(infra, zips, standin):
    """Uploads code and transformed children; answers the root template as the stand-in takes it."""
    os.environ.setdefault("AWS_DEFAULT_REGION", REGION)
    logging.getLogger("samtranslator.metrics.metrics").setLevel(logging.ERROR)  # it would like to send some
    from samtranslator.translator.transform import transform
    from samtranslator.yaml_helper import yaml_parse

    class NoManagedPolicies:
        """Our roles name every action themselves."""

        def load(self):
            return {}

    s3 = standin.client("s3")
    s3.create_bucket(Bucket=CODE_BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})

    def upload(body, suffix):
        key = hashlib.sha256(body).hexdigest() + suffix
        s3.put_object(Bucket=CODE_BUCKET, Key=key, Body=body)
        return key

    def child(path):
        template = yaml_parse(path.read_text())
        for resource in template["Resources"].values():
            if resource["Type"] == "AWS::Serverless::Function":
                code = zips / Path(resource["Properties"]["CodeUri"]).name
                if not code.exists():
                    raise SystemExit(f"rehearsal: {code} is missing; build the functions first (make test-rehearsed)")
                resource["Properties"]["CodeUri"] = {"Bucket": CODE_BUCKET, "Key": upload(code.read_bytes(), ".zip")}
                # A machine that tests is slower than Lambda, and slower some days than others.
                resource["Properties"]["Timeout"] = 900
            for statement in statements(resource):
                if statement["Sid"] == "HandOverMail":
                    statement["Resource"] = "*"
                    del statement["Condition"]
        plain = transform(template, {}, NoManagedPolicies())
        return upload(json.dumps(plain).encode(), ".json")

    root = yaml_parse((infra / "template.yaml").read_text())
    functions = 0
    for resource in root["Resources"].values():
        if resource["Type"] == "AWS::CloudFormation::Stack":
            key = child(infra / resource["Properties"]["TemplateURL"])
            resource["Properties"]["TemplateURL"] = f"https://s3.amazonaws.com/{CODE_BUCKET}/{key}"
            functions += 1
        if resource["Type"] == "AWS::CloudFront::Distribution":
            for origin in resource["Properties"]["DistributionConfig"]["Origins"]:
                if "CustomOriginConfig" in origin:
                    api = origin["DomainName"]["Fn::Sub"].split(".")[0]
                    origin["DomainName"] = "localhost"
                    origin["OriginPath"] = {"Fn::Sub": f"/_aws/execute-api/{api}/$default"}
                    origin["CustomOriginConfig"] = {"HTTPPort": standin.port, "OriginProtocolPolicy": "http-only", "OriginReadTimeout": 120}
        if resource["Type"] == "AWS::S3::BucketPolicy":
            policy = resource["Properties"]["PolicyDocument"]
            # There is no TLS here, and the stand-in does not tell a policy which key a file is sealed with.
            beyond = {"OverTlsOnly", "IdentityKeyOnly"}
            policy["Statement"] = [one for one in policy["Statement"] if one.get("Sid") not in beyond]
    say(f"packaged {functions} stacks")
    return root


class BusinessRegister:
    """The embedded business register, for the functions to ask."""

    KEY = "embedded-register"

    def __init__(self, balie, folder):
        self.url = f"http://127.0.0.1:{free_port()}/api"
        port = self.url.split(":")[2].split("/")[0]
        log = (folder / "register.log").open("w")
        self.process = subprocess.Popen([str(balie), "register", "--port", port], stdout=log, stderr=subprocess.STDOUT)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)


class Courier:
    """The stand-in for the partner who identifies people, beside the stage: it signs with the stage's own key."""

    def __init__(self, balie, folder, environment, origin):
        self.port = free_port()
        command = [str(balie), "courier", "--port", str(self.port), "--origin", origin, "--ledger", str(folder / "courier.json")]
        log = (folder / "courier.log").open("w")
        self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)


class Broker:
    """The stand-in for the broker of eHerkenning, beside the stage: it knows the stage by its own key."""

    CLIENT = "balie"
    MAPS = {
        "clientAuthentication": "private-key-jwt",
        "levels": {
            f"urn:etoegang:core:assurance-class:{urn}": level
            for urn, level in {"loa2": "EH2", "loa2plus": "EH2+", "loa3": "EH3", "loa4": "EH4"}.items()
        },
        "legalSubject": [{"claim": "urn:etoegang:1.9:EntityConcernedID:KvKnr", "kind": "KvKnr"}],
        "actingSubject": "urn:etoegang:core:ActingSubjectID",
        "branch": "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr",
    }

    def __init__(self, balie, folder, environment, origin):
        self.port = free_port()
        command = [str(balie), "broker", "--port", str(self.port), "--origin", origin]
        log = (folder / "broker.log").open("w")
        self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)


def quoted(value):
    """A parameter's value as the SAM command line reads it: JSON has quotes of its own."""
    return '"' + value.replace('"', '\\"') + '"' if '"' in value or " " in value else value


def deploy(root, standin, folder, sam, origin, register):
    """`sam deploy`, as in AWS."""
    template = folder / "root.json"
    template.write_text(json.dumps(root))
    parameters = {
        "Stage": "rehearsal",
        "Architecture": "x86_64" if os.uname().machine == "x86_64" else "arm64",
        "Origin": origin,
        "MailFrom": MAIL_FROM,
        "ScanUploads": "false",
        "CourierUrl": f"{origin}/courier",
        "DeskPhone": "088 585 1 585",
        "BrokerIssuer": f"{origin}/broker",
        "BrokerClientId": Broker.CLIENT,
        "BrokerMaps": json.dumps(Broker.MAPS, separators=(",", ":")),
        "KvkUrl": register.url,
        "KvkKey": register.KEY,
    }
    command = [
        str(sam), "deploy",
        "--template-file", str(template),
        "--stack-name", STACK,
        "--s3-bucket", CODE_BUCKET,
        "--capabilities", "CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND",
        "--no-confirm-changeset", "--no-progressbar",
        "--parameter-overrides", *[f"{name}={quoted(value)}" for name, value in parameters.items()],
    ]  # fmt: skip
    environment = {**standin.environment, "SAM_CLI_TELEMETRY": "0", "SAM_CLI_POLL_DELAY": "1"}
    done = subprocess.run(command, env=environment, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    (folder / "deploy.log").write_text(done.stdout)
    if done.returncode != 0:
        raise SystemExit(f"rehearsal: sam deploy failed:\n{done.stdout[-6000:]}")
    # The stand-in verifies no domain by itself.
    standin.client("ses").verify_email_identity(EmailAddress=MAIL_FROM)
    return after_deploy.outputs_of(standin.client("cloudformation"), STACK)


def fresh_folder(path):
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path
