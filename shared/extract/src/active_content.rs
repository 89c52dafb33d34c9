//! What a document must not do by itself, wherever in it that hides (S48).

use lopdf::{Dictionary, Document, Object};

use crate::inspect::InspectionRefusal;

/// Walks every object of the document, those from object streams included, and every dictionary within. Names arrive decoded, so
/// `/J#61vaScript` is seen for what it is.
pub(crate) fn search(document: &Document) -> Result<(), InspectionRefusal> {
    in_dictionary(&document.trailer)?;
    document.objects.values().try_for_each(in_object)
}

fn in_object(object: &Object) -> Result<(), InspectionRefusal> {
    match object {
        Object::Dictionary(dictionary) => in_dictionary(dictionary),
        Object::Stream(stream) => in_dictionary(&stream.dict),
        Object::Array(items) => items.iter().try_for_each(in_object),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..)
        | Object::Reference(_) => Ok(()),
    }
}

fn in_dictionary(dictionary: &Dictionary) -> Result<(), InspectionRefusal> {
    for (key, value) in dictionary {
        match key.as_slice() {
            // `/OpenAction` may also just name the page to open at, but which of the two it is can be hidden behind references: refused.
            b"JS" | b"JavaScript" | b"OpenAction" | b"AA" | b"RichMedia" | b"RichMediaContent" | b"XFA" | b"Launch" => {
                return Err(InspectionRefusal::ActiveContent);
            }
            b"EmbeddedFile" | b"EmbeddedFiles" | b"EF" => return Err(InspectionRefusal::EmbeddedFile),
            b"S" | b"Subtype" | b"Type" => by_kind(value)?,
            _ => {}
        }
        in_object(value)?;
    }
    Ok(())
}

/// Actions and annotations name their kind. A plain link to a web address is allowed: it does nothing until somebody clicks.
fn by_kind(value: &Object) -> Result<(), InspectionRefusal> {
    let Object::Name(name) = value else { return Ok(()) };
    match name.as_slice() {
        b"JavaScript" | b"Launch" | b"ImportData" | b"SubmitForm" | b"Rendition" | b"RichMedia"
        | b"RichMediaExecute" | b"Movie" | b"Sound" | b"Screen" | b"3D" => Err(InspectionRefusal::ActiveContent),
        b"EmbeddedFile" | b"FileAttachment" | b"GoToE" => Err(InspectionRefusal::EmbeddedFile),
        _ => Ok(()),
    }
}
