//! The paper of a mandate as it was signed last, in the language it was given in; of a B2B mandate also what its bank is to be told.

use domain::ids::{BusinessId, MandateId};
use domain::mandate::{Mandate, MandatePaper, Scheme};
use paper::{MandateSheet, Tie};
use runtime::{Context, Failure};
use store::{Change, Error};

/// How often it is noted anew when the mandate was changed in between.
const TRIES: usize = 8;

/// Sets the papers, lays them down, and notes that they are there. Done twice, the files are the same; a paper of an earlier signature than the
/// latest is not made any more.
pub(crate) async fn print(cx: &Context, business: &BusinessId, id: &MandateId, revision: u32) -> Result<(), Failure> {
    let key = store::mandate::key(business, id);
    for _ in 0..TRIES {
        let Some(read) = cx.store().get::<Mandate>(key.clone()).await? else { return Ok(()) };
        if read.revision != revision || read.paper.is_some() {
            return Ok(());
        }
        make(cx, &read).await?;
        let paper = Some(MandatePaper { revision, made_at: cx.now() });
        let mut change = Change::new();
        change.replace(&read, &Mandate { paper, ..read.value.clone() });
        match cx.commit(change).await {
            Ok(()) => return Ok(()),
            Err(Error::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::Other("a mandate kept changing while its paper was noted".to_owned()))
}

async fn make(cx: &Context, mandate: &Mandate) -> Result<(), Failure> {
    let unset = |what: &str| Failure::Other(format!("{what} of a mandate is not there"));
    let signature = mandate.signature.as_ref().ok_or_else(|| unset("the signature"))?;
    let wording = mandate.words().ok_or_else(|| unset("the wording"))?;
    let origin = cx.config().origin.trim_end_matches('/');
    let sheet = MandateSheet {
        tie: Tie {
            case: mandate.reference.to_string(),
            code: None,
            link: format!("{origin}/businesses/{}/mandates/{}", mandate.business, mandate.id),
            fingerprint: signature.fingerprint.clone(),
            made_on: domain::days::amsterdam(signature.at),
        },
        mandate,
        signature,
        wording: &wording,
    };
    let failed = |error: paper::PaperError| Failure::Other(error.to_string());
    let pdf = paper::mandate(&sheet).map_err(failed)?;
    cx.files().put(&mandate.file_key(), "application/pdf", pdf).await?;
    if mandate.scheme == Scheme::B2b {
        let form = paper::bank_form(&sheet).map_err(failed)?;
        cx.files().put(&mandate.bank_form_key(), "application/pdf", form).await?;
    }
    Ok(())
}
