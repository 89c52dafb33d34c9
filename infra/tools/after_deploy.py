"""What `make deploy` does once the stacks stand: makes the first keys and publishes the web client.

The rehearsal does the same with the same functions, against its stand-in.
"""

import argparse
import json
import mimetypes
import sys
import time
from pathlib import Path

# The job that makes keys and retires them; it runs by itself from then on.
KEY_MAKER = "workers-rotate-keys"


def make_keys(functions, stage):
    """Runs the key maker once: a fresh stage has no keys until then."""
    answer = functions.invoke(FunctionName=f"balie-{stage}-{KEY_MAKER}", Payload=json.dumps({"detail": {}}))
    if "FunctionError" in answer:
        sys.exit(f"{KEY_MAKER} failed: {answer['Payload'].read().decode()[:2000]}")


def publish_web(s3, folder, bucket):
    """Uploads the built client: files with a hash in their name may be kept for good, the pages are asked for anew each time."""
    # Pages last: until then the old ones lead to the old files, which stay.
    files = sorted((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.suffix == ".html")
    for path in files:
        name = path.relative_to(folder).as_posix()
        s3.put_object(
            Bucket=bucket,
            Key=name,
            Body=path.read_bytes(),
            ContentType=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
            CacheControl="public, max-age=31536000, immutable" if name.startswith("assets/") else "no-cache",
        )


def outputs_of(cloudformation, stack):
    """The outputs of a deployed stack."""
    [found] = cloudformation.describe_stacks(StackName=stack)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in found["Outputs"]}


def main():
    import boto3
    import tomlkit

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", required=True)
    parser.add_argument("--web", type=Path, required=True)
    asked = parser.parse_args()
    settings = tomlkit.parse(Path("samconfig.toml").read_text())[asked.stage]["deploy"]["parameters"]
    session = boto3.Session(region_name=str(settings["region"]))
    outputs = outputs_of(session.client("cloudformation"), str(settings["stack_name"]))
    make_keys(session.client("lambda"), asked.stage)
    publish_web(session.client("s3"), asked.web, outputs["WebBucket"])
    session.client("cloudfront").create_invalidation(
        DistributionId=outputs["Distribution"],
        InvalidationBatch={"CallerReference": str(time.time_ns()), "Paths": {"Quantity": 1, "Items": ["/*"]}},
    )
    print(f"{asked.stage} stands at {outputs['Origin']}")


if __name__ == "__main__":
    main()
