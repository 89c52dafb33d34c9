//! template.yaml: base.yaml as it is, with one nested stack per capability added to its resources.

use serde_json::{Map, Value, json};

use super::logical;

/// What the root hands to a nested stack: the name, the type, what it is, and where the root has it.
pub struct Parameter {
    /// The name, the same in every stack.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Its value in the root, as YAML.
    pub value: &'static str,
    /// A number rather than text.
    pub number: bool,
    /// Not to be shown.
    pub secret: bool,
}

const fn text(name: &'static str, about: &'static str, value: &'static str) -> Parameter {
    Parameter { name, about, value, number: false, secret: false }
}

/// Every parameter a stack may use; it declares those it does use.
pub const PARAMETERS: &[Parameter] = &[
    text("Stage", "The stage's name.", "!Ref Stage"),
    text("Architecture", "The processor the functions were built for.", "!Ref Architecture"),
    text("Origin", "The public origin.", "!If [OwnOrigin, !Ref Origin, !Sub \"https://${Distribution.DomainName}\"]"),
    text("ApiId", "The customers' API.", "!Ref Api"),
    text("DeskApiId", "The staff's API.", "!Ref DeskApi"),
    text("Table", "The table.", "!Ref Table"),
    text("TableArn", "The table's ARN.", "!GetAtt Table.Arn"),
    text("TableStreamArn", "The table's stream.", "!GetAtt Table.StreamArn"),
    text("KeysTable", "The keys table.", "!Ref KeysTable"),
    text("KeysTableArn", "The keys table's ARN.", "!GetAtt KeysTable.Arn"),
    text("KeysKeyArn", "What the keys table is encrypted with.", "!GetAtt KeysKey.Arn"),
    text("UploadsBucket", "The bucket for documents.", "!Ref UploadsBucket"),
    text("UploadsKeyArn", "What documents are encrypted with.", "!GetAtt UploadsKey.Arn"),
    text("IdentityKeyArn", "What copies of identity documents are encrypted with.", "!GetAtt IdentityKey.Arn"),
    text("ScanUploads", "Whether uploads are scanned before they are judged.", "!Ref ScanUploads"),
    text("DeadLettersArn", "Where what could not be done goes.", "!GetAtt DeadLetters.Arn"),
    text("MailFrom", "The address mails come from.", "!Ref MailFrom"),
    text("MailIdentity", "The mail identity.", "!Ref MailIdentity"),
    text("MailConfiguration", "The mail configuration.", "!Ref MailConfiguration"),
    text("AlarmsArn", "Who hears of alarms.", "!Ref Alarms"),
    text("CodeSigningConfigArn", "What code must be signed by; empty for none.", "!Ref CodeSigningConfigArn"),
    text("BrokerIssuer", "The broker of eHerkenning; empty for none.", "!Ref BrokerIssuer"),
    text("BrokerClientId", "What the broker calls us.", "!Ref BrokerClientId"),
    text("BrokerMaps", "How the broker is understood.", "!Ref BrokerMaps"),
    text("CourierUrl", "Where the partner who identifies people is asked; empty for none.", "!Ref CourierUrl"),
    Parameter {
        name: "LargestFileMb",
        about: "The largest document that is taken into a folder, in megabytes.",
        value: "!Ref LargestFileMb",
        number: true,
        secret: false,
    },
    text("DeskPhone", "The number of the service desk; empty for none.", "!Ref DeskPhone"),
    text("DeskHours", "When the service desk answers on working days.", "!Ref DeskHours"),
    text("DeskMailbox", "Where the desk is told of what nobody has in hand; empty for nowhere.", "!Ref DeskMailbox"),
    text("TillUrl", "Where payments made at once are taken; empty for nowhere.", "!Ref TillUrl"),
    Parameter {
        name: "TillKey",
        about: "The key to whoever takes payments.",
        value: "!Ref TillKey",
        number: false,
        secret: true,
    },
    text("KvkUrl", "Where the business register is asked; empty for not at all.", "!Ref KvkUrl"),
    Parameter {
        name: "KvkKey",
        about: "The key to the business register.",
        value: "!Ref KvkKey",
        number: false,
        secret: true,
    },
    Parameter {
        name: "EdgeSecret",
        about: "Proof that a request came through the distribution.",
        value: "!Sub \"{{resolve:secretsmanager:${EdgeSecret}}}\"",
        number: false,
        secret: true,
    },
    Parameter {
        name: "LogRetentionDays",
        about: "How long logs are kept.",
        value: "!Ref LogRetentionDays",
        number: true,
        secret: false,
    },
];

/// The `Parameters` section of a stack that uses these.
pub fn declared(names: &[&str]) -> Value {
    let mut section = Map::new();
    for parameter in PARAMETERS.iter().filter(|parameter| names.contains(&parameter.name)) {
        let mut entry = Map::new();
        entry.insert("Type".into(), json!(if parameter.number { "Number" } else { "String" }));
        if parameter.secret {
            entry.insert("NoEcho".into(), json!(true));
        }
        entry.insert("Description".into(), json!(parameter.about));
        section.insert(parameter.name.into(), Value::Object(entry));
    }
    Value::Object(section)
}

/// The root template.
pub fn print(base: &str, stacks: &[(&str, Vec<&'static str>)]) -> String {
    let mut text = String::from(super::stack::GENERATED);
    text.push_str(base);
    text.push_str("\n  # --- The capabilities --------------------------------------------------------------------------------------------------------------\n");
    for (name, parameters) in stacks {
        text.push_str(&format!(
            "  {}:\n    Type: AWS::CloudFormation::Stack\n    DeletionPolicy: Delete\n    UpdateReplacePolicy: Delete\n    Properties:\n      TemplateURL: stacks/{name}.yaml\n      Parameters:\n",
            logical(name)
        ));
        for parameter in PARAMETERS.iter().filter(|parameter| parameters.contains(&parameter.name)) {
            text.push_str(&format!("        {}: {}\n", parameter.name, parameter.value));
        }
    }
    text
}
