//! What was added to a file after it was sealed. Validation data may be: certificates, lists of revoked ones, timestamps over the document
//! (DSS and VRI, ETSI EN 319 142-1 annex A), for that is how a seal is kept for decades. Anything else is a change.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::found::is_timestamp;
use crate::pdf::{self, Table};

/// How far the references of validation data are followed.
const DEEPEST: usize = 12;

/// Whether everything behind `end` is validation data. The file is compared with its sealed part as the cross-reference tables have it and as
/// a scan for objects finds it, because readers differ in which they believe.
pub(crate) fn only_validation_data_follows(bytes: &[u8], end: usize) -> bool {
    let Some((sealed, tail)) = bytes.split_at_checked(end) else { return false };
    if tail.trim_ascii().is_empty() {
        return true;
    }
    is_revision(tail, end)
        && [Table::AsWritten, Table::Rebuilt].into_iter().all(|table| {
            match (pdf::open(sealed, table), pdf::open(bytes, table)) {
                (Ok(sealed), Ok(whole)) => Comparison { sealed: &sealed, whole: &whole }.is_harmless(),
                (Ok(_) | Err(_), Ok(_) | Err(_)) => false,
            }
        })
}

/// Whether bytes behind a document end as a revision of it ends, with a table of their own.
fn is_revision(tail: &[u8], end: usize) -> bool {
    let Some(rest) = tail.trim_ascii_end().strip_suffix(b"%%EOF") else { return false };
    let rest = rest.trim_ascii_end();
    let digits = rest.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (before, number) = rest.split_at(rest.len() - digits);
    let start: Option<usize> = std::str::from_utf8(number).ok().and_then(|number| number.parse().ok());
    before.trim_ascii_end().ends_with(b"startxref") && start.is_some_and(|start| start >= end)
}

struct Comparison<'a> {
    sealed: &'a Document,
    whole: &'a Document,
}

impl Comparison<'_> {
    fn is_harmless(&self) -> bool {
        let (Some(root), Some(new_root)) =
            (reference(&self.sealed.trailer, b"Root"), reference(&self.whole.trailer, b"Root"))
        else {
            return false;
        };
        let validation = validation_data(self.whole, new_root);
        let validation_before = validation_data(self.sealed, root);
        let gone = self.sealed.objects.keys().any(|id| !self.whole.objects.contains_key(id));
        if root != new_root || gone {
            return false;
        }
        self.whole.objects.iter().all(|(id, new)| match self.sealed.objects.get(id) {
            Some(old) if old == new => true,
            Some(_) if validation_before.contains(id) && validation.contains(id) => true,
            Some(old) => self.may_become(*id, root, old, new),
            None => {
                validation.contains(id)
                    || is_machinery(new)
                    || self.is_timestamp_object(new)
                    || self.is_information(*id, new)
            }
        })
    }

    /// Whether an object that was sealed may have become this one.
    fn may_become(&self, id: ObjectId, root: ObjectId, old: &Object, new: &Object) -> bool {
        if self.is_information(id, new) || (is_machinery(old) && is_machinery(new)) {
            return true;
        }
        match (old, new) {
            // A list of fields or annotations that is an object of its own.
            (Object::Array(_), Object::Array(_)) => self.grew_by_timestamps(old, new),
            (Object::Dictionary(old), Object::Dictionary(new)) if id == root => {
                self.same_but(old, new, &[b"DSS", b"Extensions", b"AcroForm"])
                    && match (old.get(b"AcroForm"), new.get(b"AcroForm")) {
                        (Ok(Object::Dictionary(old)), Ok(Object::Dictionary(new))) => self.form_grew(old, new),
                        (Ok(old), Ok(new)) => old == new,
                        // A form made for the timestamp's field alone.
                        (Err(_), Ok(_)) => false,
                        (_, Err(_)) => old.get(b"AcroForm").is_err(),
                    }
            }
            (Object::Dictionary(old), Object::Dictionary(new)) if old.has(b"Fields") => self.form_grew(old, new),
            (Object::Dictionary(old), Object::Dictionary(new)) if old.has_type(b"Page") => {
                let none = Object::Array(Vec::new());
                self.same_but(old, new, &[b"Annots"])
                    && self.grew_by_timestamps(old.get(b"Annots").unwrap_or(&none), new.get(b"Annots").unwrap_or(&none))
            }
            _ => false,
        }
    }

    fn form_grew(&self, old: &Dictionary, new: &Dictionary) -> bool {
        let fields = |form: &Dictionary| form.get(b"Fields").cloned().unwrap_or(Object::Array(Vec::new()));
        self.same_but(old, new, &[b"Fields", b"SigFlags"]) && self.grew_by_timestamps(&fields(old), &fields(new))
    }

    fn same_but(&self, old: &Dictionary, new: &Dictionary, but: &[&[u8]]) -> bool {
        let kept = |one: &Dictionary, other: &Dictionary| {
            one.iter()
                .filter(|(key, _)| !but.contains(&key.as_slice()))
                .all(|(key, value)| other.get(key).is_ok_and(|own| own == value))
        };
        kept(old, new) && kept(new, old)
    }

    /// Whether a list is the old one with fields of timestamps behind it.
    fn grew_by_timestamps(&self, old: &Object, new: &Object) -> bool {
        if old == new {
            return true;
        }
        let (Ok(old), Ok(new)) = (old.as_array(), new.as_array()) else { return false };
        new.strip_prefix(old.as_slice()).is_some_and(|added| {
            added.iter().all(|one| one.as_reference().is_ok_and(|id| self.is_new_timestamp_field(id)))
        })
    }

    fn is_new_timestamp_field(&self, id: ObjectId) -> bool {
        !self.sealed.objects.contains_key(&id)
            && self.whole.objects.get(&id).is_some_and(|field| self.is_timestamp_object(field))
    }

    /// A timestamp over the document, or the field that holds one: nothing that shows on a page or acts.
    fn is_timestamp_object(&self, object: &Object) -> bool {
        let Ok(dictionary) = object.as_dict() else { return false };
        if is_timestamp(dictionary) {
            return true;
        }
        let is =
            |key: &[u8], name: &[u8]| dictionary.get(key).and_then(Object::as_name).is_ok_and(|found| found == name);
        let holds = reference(dictionary, b"V").and_then(|id| self.whole.objects.get(&id));
        let holds_timestamp = holds.is_some_and(|value| value.as_dict().is_ok_and(is_timestamp));
        let size = dictionary.get(b"Rect").and_then(Object::as_array);
        let unseen = size.is_ok_and(|sides| sides.iter().all(|side| side.as_float().is_ok_and(|side| side == 0.0)));
        let acts = [b"AP".as_slice(), b"A", b"AA", b"MK", b"Kids"].iter().any(|key| dictionary.has(key));
        is(b"FT", b"Sig") && holds_timestamp && unseen && !acts
    }

    /// The description of the file (when it was saved, with what), which nobody is shown as part of the document.
    fn is_information(&self, id: ObjectId, object: &Object) -> bool {
        let described = reference(&self.whole.trailer, b"Info") == Some(id);
        let plain = |value: &Object| matches!(value, Object::String(..) | Object::Name(_));
        described && object.as_dict().is_ok_and(|dictionary| dictionary.iter().all(|(_, value)| plain(value)))
    }
}

/// Cross-reference and object streams: what they hold is looked at object by object.
fn is_machinery(object: &Object) -> bool {
    object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"XRef") || stream.dict.has_type(b"ObjStm"))
}

fn reference(dictionary: &Dictionary, key: &[u8]) -> Option<ObjectId> {
    dictionary.get(key).and_then(Object::as_reference).ok()
}

/// Every object that hangs on the catalogue's DSS.
fn validation_data(document: &Document, root: ObjectId) -> BTreeSet<ObjectId> {
    let mut found = BTreeSet::new();
    if let Some(store) = document.objects.get(&root).and_then(|root| root.as_dict().ok()?.get(b"DSS").ok()) {
        follow(document, store, 0, &mut found);
    }
    found
}

fn follow(document: &Document, object: &Object, depth: usize, found: &mut BTreeSet<ObjectId>) {
    if depth > DEEPEST {
        return;
    }
    match object {
        Object::Reference(id) => {
            if let Some(target) = document.objects.get(id).filter(|_| found.insert(*id)) {
                follow(document, target, depth + 1, found);
            }
        }
        Object::Array(items) => items.iter().for_each(|item| follow(document, item, depth + 1, found)),
        Object::Dictionary(dictionary) => {
            dictionary.iter().for_each(|(_, value)| follow(document, value, depth + 1, found));
        }
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| follow(document, value, depth + 1, found)),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..) => {}
    }
}

/// The lists of revoked certificates a document carries as validation data, unpacked.
pub(crate) fn revocation_lists(document: &Document) -> Vec<Vec<u8>> {
    const MOST: usize = 12;
    const LARGEST: usize = 2 * 1024 * 1024;
    let store = reference(&document.trailer, b"Root")
        .and_then(|root| document.objects.get(&root)?.as_dict().ok()?.get(b"DSS").ok())
        .and_then(|store| document.dereference(store).ok()?.1.as_dict().ok());
    let lists = store.and_then(|store| document.dereference(store.get(b"CRLs").ok()?).ok()?.1.as_array().ok());
    let lists = lists.into_iter().flatten().take(MOST);
    lists
        .filter_map(|list| {
            document.dereference(list).ok()?.1.as_stream().ok()?.get_plain_content_with_limit(LARGEST).ok()
        })
        .collect()
}
