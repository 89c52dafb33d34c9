//! The role of one function: exactly the actions, key prefixes, bucket prefixes and mail actions that it declares (S61). No statement names
//! an action or a resource by wildcard, but for what lies under a declared prefix.

use std::collections::BTreeMap;

use api::{FileTouch, KeySet, Part, Touch};
use runtime::{Job, Operation};
use serde_json::{Value, json};

/// What a function may do.
pub struct Needs {
    /// Parts of the table.
    pub touches: Vec<Touch>,
    /// Kinds of keys it reads.
    pub keys: Vec<KeySet>,
    /// Whether it makes and retires keys.
    pub makes_keys: bool,
    /// What it does with files.
    pub files: Vec<FileTouch>,
    /// Whether it hands over mail.
    pub sends_mail: bool,
    /// Whether it reads the table's stream.
    pub reads_stream: bool,
    /// Whether what it could not do goes to the dead letters.
    pub gives_up: bool,
}

impl Needs {
    /// What answering an operation needs.
    pub fn of_operation(operation: &Operation) -> Self {
        Self {
            touches: operation.touches(),
            keys: operation.keys(),
            makes_keys: false,
            files: operation.route.files.to_vec(),
            sends_mail: false,
            reads_stream: false,
            gives_up: false,
        }
    }

    /// What a job needs.
    pub fn of_job(job: &Job) -> Self {
        Self {
            touches: job.all_touches(),
            keys: job.keys.to_vec(),
            makes_keys: job.makes_keys,
            files: job.files.to_vec(),
            sends_mail: job.sends_mail,
            reads_stream: matches!(job.trigger, runtime::Trigger::Outbox(_)),
            gives_up: !matches!(job.trigger, runtime::Trigger::Every(_)),
        }
    }
}

/// The statements of the role's policy.
pub fn statements(needs: &Needs) -> Vec<Value> {
    let mut statements = vec![json!({
        "Sid": "WriteTheLog",
        "Effect": "Allow",
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": {"Fn::Sub": "${Log.Arn}:*"},
    })];
    statements.extend(table(&needs.touches));
    statements.extend(keys(needs));
    for touch in &needs.files {
        statements.extend(file(*touch));
    }
    let seals = |touch: &FileTouch| {
        matches!(
            touch,
            FileTouch::ReceiveIntoQuarantine
                | FileTouch::ReceiveInParts
                | FileTouch::JudgeQuarantine
                | FileTouch::MakePapers
                | FileTouch::MakeOverviews
                | FileTouch::MakeParcels
                | FileTouch::MakePinLetters
        )
    };
    let opens = |touch: &FileTouch| {
        matches!(
            touch,
            // To put parts together, the bucket opens each.
            FileTouch::ReceiveInParts
                | FileTouch::MakeParcels
                | FileTouch::ReadParcels
                | FileTouch::JudgeQuarantine
                | FileTouch::ReadReleased
                | FileTouch::MakePapers
                | FileTouch::ReadPapers
                | FileTouch::MakeOverviews
                | FileTouch::ReadOverviews
                | FileTouch::ReadPinLetters
        )
    };
    if needs.files.iter().any(seals) {
        statements.push(key_use("SealFiles", &["kms:GenerateDataKey"], "UploadsKeyArn", "s3"));
    }
    if needs.files.iter().any(opens) {
        statements.push(key_use("OpenFiles", &["kms:Decrypt"], "UploadsKeyArn", "s3"));
    }
    // Copies of identity documents have a key of their own (S51).
    let seals_identity =
        |touch: &FileTouch| matches!(touch, FileTouch::ReceiveIntoQuarantine | FileTouch::JudgeQuarantine);
    let opens_identity = |touch: &FileTouch| matches!(touch, FileTouch::JudgeQuarantine | FileTouch::ReadIdentity);
    if needs.files.iter().any(seals_identity) {
        statements.push(key_use("SealIdentity", &["kms:GenerateDataKey"], "IdentityKeyArn", "s3"));
    }
    if needs.files.iter().any(opens_identity) {
        statements.push(key_use("OpenIdentity", &["kms:Decrypt"], "IdentityKeyArn", "s3"));
    }
    if needs.sends_mail {
        statements.push(json!({
            "Sid": "HandOverMail",
            "Effect": "Allow",
            "Action": ["ses:SendRawEmail"],
            "Resource": [
                {"Fn::Sub": "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${MailIdentity}"},
                {"Fn::Sub": "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:configuration-set/${MailConfiguration}"},
            ],
            "Condition": {"StringEquals": {"ses:FromAddress": {"Ref": "MailFrom"}}},
        }));
    }
    if needs.reads_stream {
        statements.push(json!({
            "Sid": "ReadTheStream",
            "Effect": "Allow",
            "Action": ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
            "Resource": {"Ref": "TableStreamArn"},
        }));
        // Asked by Lambda when the mapping is made; it knows no narrower resource.
        statements.push(json!({
            "Sid": "FindTheStream",
            "Effect": "Allow",
            "Action": ["dynamodb:ListStreams"],
            "Resource": {"Fn::Sub": "${TableArn}/stream/*"},
        }));
    }
    if needs.gives_up {
        statements.push(json!({
            "Sid": "PutAsideWhatFailed",
            "Effect": "Allow",
            "Action": ["sqs:SendMessage"],
            "Resource": {"Ref": "DeadLettersArn"},
        }));
    }
    statements
}

/// Statements on the table: parts that are used alike share one. The audit trail can only be added to, whatever is declared (S57).
fn table(touches: &[Touch]) -> Vec<Value> {
    let mut parts: BTreeMap<Part, Touch> = BTreeMap::new();
    for touch in touches {
        let merged = parts.get(&touch.part).map_or(*touch, |known| known.and(*touch));
        parts.insert(touch.part, merged);
    }
    let mut alike: BTreeMap<Vec<&str>, Vec<Part>> = BTreeMap::new();
    let mut listed = Vec::new();
    for (part, touch) in parts {
        let actions = actions(part, touch);
        if actions.contains(&"dynamodb:Query") {
            listed.push(part);
        }
        alike.entry(actions).or_default().push(part);
    }
    let mut statements: Vec<Value> = alike
        .into_iter()
        .map(|(actions, parts)| leading(&sid("Table", &parts), &actions, json!({"Ref": "TableArn"}), &prefixes(&parts)))
        .collect();
    if !listed.is_empty() {
        let index = json!({"Fn::Sub": "${TableArn}/index/gsi1"});
        statements.push(leading(&sid("Index", &listed), &["dynamodb:Query"], index, &prefixes(&listed)));
    }
    statements
}

fn actions(part: Part, touch: Touch) -> Vec<&'static str> {
    let mut actions = Vec::new();
    if touch.read {
        actions.extend(["dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem", "dynamodb:GetItem"]);
    }
    if touch.list {
        actions.push("dynamodb:Query");
    }
    if touch.put {
        actions.push("dynamodb:PutItem");
    }
    let fixed = part == Part::Audit;
    if touch.update && !fixed {
        actions.push("dynamodb:UpdateItem");
    }
    if touch.delete && !fixed {
        actions.push("dynamodb:DeleteItem");
    }
    actions
}

fn prefixes(parts: &[Part]) -> Vec<String> {
    parts.iter().map(|part| format!("{}*", part.prefix())).collect()
}

fn sid(what: &str, parts: &[Part]) -> String {
    parts.iter().fold(what.to_owned(), |sid, part| format!("{sid}{part:?}"))
}

fn leading(sid: &str, actions: &[&str], resource: Value, keys: &[String]) -> Value {
    json!({
        "Sid": sid,
        "Effect": "Allow",
        "Action": actions,
        "Resource": resource,
        "Condition": {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": keys}},
    })
}

/// The keys table: only the declared partitions, and writing for whoever makes keys (S25, S62).
fn keys(needs: &Needs) -> Vec<Value> {
    let mut sets = if needs.makes_keys { KeySet::ALL.to_vec() } else { needs.keys.clone() };
    sets.sort_unstable();
    sets.dedup();
    if sets.is_empty() {
        return Vec::new();
    }
    let partitions: Vec<String> = sets.iter().map(|set| set.partition().to_owned()).collect();
    let table = json!({"Ref": "KeysTableArn"});
    let mut statements = vec![leading("ReadKeys", &["dynamodb:Query"], table.clone(), &partitions)];
    if needs.makes_keys {
        statements.push(leading("MakeKeys", &["dynamodb:DeleteItem", "dynamodb:PutItem"], table, &partitions));
    }
    statements.push(key_use("OpenKeys", &["kms:Decrypt"], "KeysKeyArn", "dynamodb"));
    statements
}

/// Use of a KMS key, only through the service whose data it seals.
fn key_use(sid: &str, actions: &[&str], key: &str, service: &str) -> Value {
    json!({
        "Sid": sid,
        "Effect": "Allow",
        "Action": actions,
        "Resource": {"Ref": key},
        "Condition": {"StringEquals": {"kms:ViaService": {"Fn::Sub": format!("{service}.${{AWS::Region}}.${{AWS::URLSuffix}}")}}},
    })
}

fn file(touch: FileTouch) -> Vec<Value> {
    let allow = |sid: &str, actions: &[&str], prefix: &str| {
        let resource = json!({"Fn::Sub": format!("arn:${{AWS::Partition}}:s3:::${{UploadsBucket}}/{prefix}/*")});
        json!({"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": resource})
    };
    match touch {
        FileTouch::ReceiveIntoQuarantine => vec![allow("ReceiveIntoQuarantine", &["s3:PutObject"], "quarantine")],
        FileTouch::ReceiveInParts => vec![allow(
            "ReceiveInParts",
            &["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
            "quarantine",
        )],
        FileTouch::JudgeQuarantine => vec![
            allow("ReadQuarantine", &["s3:DeleteObject", "s3:GetObject", "s3:GetObjectTagging"], "quarantine"),
            allow("Release", &["s3:PutObject", "s3:PutObjectTagging", "s3:DeleteObject"], "released"),
            allow("ReleaseIdentity", &["s3:PutObject", "s3:PutObjectTagging", "s3:DeleteObject"], "identity"),
            // Without it the bucket answers "denied" where it means "not there", and a repeated event would fail.
            json!({
                "Sid": "TellAbsentFromDenied",
                "Effect": "Allow",
                "Action": ["s3:ListBucket"],
                "Resource": {"Fn::Sub": "arn:${AWS::Partition}:s3:::${UploadsBucket}"},
            }),
        ],
        FileTouch::ReadReleased => vec![allow("ReadReleased", &["s3:GetObject"], "released")],
        FileTouch::ReadIdentity => vec![allow("ReadIdentity", &["s3:GetObject"], "identity")],
        FileTouch::DeleteIdentity => vec![allow("DeleteIdentity", &["s3:DeleteObject"], "identity")],
        FileTouch::MakePapers => vec![allow("MakePapers", &["s3:GetObject", "s3:PutObject"], "papers")],
        FileTouch::DeleteMandatePapers => {
            vec![allow("DeleteMandatePapers", &["s3:DeleteObject"], "papers/mandates")]
        }
        FileTouch::ReadPapers => vec![allow("ReadPapers", &["s3:GetObject"], "papers")],
        // Piece by piece, and the pieces dropped when it is given up. KMS wants to open what it sealed to put pieces together.
        FileTouch::MakeOverviews => {
            vec![allow("MakeOverviews", &["s3:PutObject", "s3:AbortMultipartUpload"], "overviews")]
        }
        FileTouch::ReadOverviews => vec![allow("ReadOverviews", &["s3:GetObject"], "overviews")],
        FileTouch::DeleteOverviews => vec![allow("DeleteOverviews", &["s3:DeleteObject"], "overviews")],
        FileTouch::MakeParcels => vec![
            allow("ReadForParcels", &["s3:GetObject"], "released"),
            allow("MakeParcels", &["s3:PutObject", "s3:AbortMultipartUpload"], "parcels"),
        ],
        FileTouch::ReadParcels => vec![allow("ReadParcels", &["s3:GetObject"], "parcels")],
        FileTouch::DeleteReleased => vec![allow("DeleteReleased", &["s3:DeleteObject"], "released")],
        // Whoever makes a letter never reads one: the PIN stands in it.
        FileTouch::MakePinLetters => {
            vec![allow("MakePinLetters", &["s3:PutObject", "s3:DeleteObject"], "pin-letters")]
        }
        FileTouch::ReadPinLetters => vec![allow("ReadPinLetters", &["s3:GetObject"], "pin-letters")],
        FileTouch::DeletePinLetters => vec![allow("DeletePinLetters", &["s3:DeleteObject"], "pin-letters")],
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Needs, statements};
    use crate::generate::{Capability, capabilities};

    /// Every function with its statements, by binary name.
    fn roles() -> Vec<(String, Vec<Value>)> {
        let roles_of = |capability: &Capability| {
            let operations = capability.operations.iter().map(|operation| {
                (capability.binary(operation.route.operation), statements(&Needs::of_operation(operation)))
            });
            let jobs = capability
                .jobs
                .iter()
                .map(|entry| (capability.binary(entry.job.name), statements(&Needs::of_job(&entry.job))));
            operations.chain(jobs).collect::<Vec<_>>()
        };
        capabilities().iter().flat_map(roles_of).collect()
    }

    fn role(name: &str) -> Vec<Value> {
        roles().into_iter().find_map(|(found, statements)| (found == name).then_some(statements)).unwrap()
    }

    fn texts<'v>(statement: &'v Value, field: &str) -> Vec<&'v str> {
        statement[field].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    }

    fn keys(statement: &Value) -> Vec<&str> {
        texts(&statement["Condition"]["ForAllValues:StringLike"], "dynamodb:LeadingKeys")
    }

    #[test]
    fn no_role_allows_an_action_by_wildcard_and_none_may_scan() {
        for (name, statements) in roles() {
            for statement in &statements {
                let actions = texts(statement, "Action");
                assert!(!actions.is_empty(), "{name}: {statement}");
                assert!(
                    actions.iter().all(|action| !action.contains('*') && *action != "dynamodb:Scan"),
                    "{name}: {statement}"
                );
                assert_ne!(statement["Resource"], "*", "{name}: {statement}");
            }
        }
    }

    #[test]
    fn whoever_touches_a_table_item_says_under_which_keys() {
        for (name, statements) in roles() {
            for statement in statements {
                let items = texts(&statement, "Action").iter().any(|action| {
                    action.starts_with("dynamodb:") && (action.ends_with("Item") || action.ends_with("Query"))
                });
                assert_eq!(items, !keys(&statement).is_empty(), "{name}: {statement}");
                assert!(
                    keys(&statement).iter().all(|key| key.len() > 3 && !key.starts_with('*')),
                    "{name}: {statement}"
                );
            }
        }
    }

    /// S57.
    #[test]
    fn the_audit_trail_can_only_be_added_to() {
        for (name, statements) in roles() {
            for statement in statements.iter().filter(|statement| keys(statement).contains(&"AUDIT#*")) {
                let changes = texts(statement, "Action")
                    .iter()
                    .any(|action| action.ends_with("UpdateItem") || action.ends_with("DeleteItem"));
                assert!(!changes, "{name}: {statement}");
            }
        }
    }

    /// S61, its own example.
    #[test]
    fn logging_in_reads_no_uploads_and_hands_over_no_mail() {
        for statement in role("accounts-log-in") {
            let foreign = texts(&statement, "Action")
                .iter()
                .any(|action| action.starts_with("s3:") || action.starts_with("ses:"));
            assert!(!foreign, "{statement}");
        }
    }

    /// S51.
    #[test]
    fn only_the_judge_of_uploads_and_the_open_case_open_copies_of_identity_documents() {
        let opens = |statement: &Value| {
            statement["Resource"]["Ref"] == "IdentityKeyArn" && texts(statement, "Action").contains(&"kms:Decrypt")
        };
        let openers = roles().into_iter().filter(|(_, statements)| statements.iter().any(opens));
        let names: Vec<String> = openers.map(|(name, _)| name).collect();
        assert_eq!(names, ["desk-open-case", "workers-inspect-upload"]);
    }

    /// S25. Whoever issues tokens is named here; so is whoever makes the keys.
    #[test]
    fn only_functions_that_open_sessions_read_signing_keys() {
        let reads = |statement: &Value| keys(statement).contains(&"SIGNING");
        let readers = roles().into_iter().filter(|(_, statements)| statements.iter().any(reads));
        let names: Vec<String> = readers.map(|(name, _)| name).collect();
        let expected = [
            "accounts-log-in",
            "accounts-verify-second-factor",
            "accounts-conclude-eherkenning-log-in",
            "accounts-link-eherkenning",
            "accounts-refresh-session",
            "workers-rotate-keys",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn nobody_but_workers_reads_the_stream_or_sends_mail() {
        for (name, statements) in roles() {
            let special = statements
                .iter()
                .flat_map(|statement| texts(statement, "Action"))
                .any(|action| action.starts_with("ses:") || action == "dynamodb:GetRecords");
            assert!(!special || name.starts_with("workers-") || name == "press-render-papers", "{name}");
        }
    }
}
