//! Mails about accounts, access codes and logging in.

use mail::{AccountNews, CodesNews, Letter};

use crate::{Expected, TOKEN, at, expect};

fn codes(news: CodesNews<'_>) -> Letter<'_> {
    Letter::Codes(news)
}

pub(crate) fn letters(organisation: &str) -> Vec<Expected<'_>> {
    vec![
        expect(Letter::Confirm { token: TOKEN, until: at() }, &format!("/activate#token={TOKEN}"), vec!["2026", "30"]),
        expect(
            Letter::InitialPassword { password: "k7Fq-2mPz-9Rtw-Yx3d", until: at() },
            "/log-in",
            vec!["k7Fq-2mPz-9Rtw-Yx3d", "2026"],
        ),
        expect(
            codes(CodesNews::Code { organisation, label: "Inkoop", code: "ABCD-EFGH-JKMN", again: false }),
            "/log-in",
            vec!["ABCD-EFGH-JKMN", "Inkoop"],
        ),
        expect(
            codes(CodesNews::Code { organisation, label: "Inkoop", code: "ABCD-EFGH-JKMN", again: true }),
            "/log-in",
            vec!["ABCD-EFGH-JKMN", "Inkoop"],
        ),
        expect(
            codes(CodesNews::Invited { organisation, token: TOKEN, until: at() }),
            &format!("/activate?invited#token={TOKEN}"),
            vec!["2026"],
        ),
        expect(
            codes(CodesNews::NewCode { token: TOKEN, until: at() }),
            &format!("/new-access-code#token={TOKEN}"),
            vec!["2026"],
        ),
        expect(codes(CodesNews::NoCode), "/log-in", vec![]),
        expect(
            codes(CodesNews::Replaced { organisation, label: "Inkoop", holder: "Sanne Bakker" }),
            "/access-codes",
            vec!["Inkoop", "Sanne Bakker"],
        ),
        expect(
            codes(CodesNews::PasswordReset { organisation, label: "Inkoop", holder: "Sanne Bakker" }),
            "/access-codes",
            vec!["Inkoop", "Sanne Bakker"],
        ),
        expect(codes(CodesNews::Ended { organisation, label: "Inkoop" }), "/log-in", vec!["Inkoop"]),
        expect(
            codes(CodesNews::MainUserChanged { organisation, from: "Petra Jansen", to: "Sanne Bakker" }),
            "/access-codes",
            vec!["Petra Jansen", "Sanne Bakker"],
        ),
        expect(Letter::AlreadyRegistered, "/log-in", vec![]),
        expect(
            Letter::Account(AccountNews::LeaveAddress { new: "neu@example.org", token: TOKEN, until: at() }),
            &format!("/new-address?from=old#token={TOKEN}"),
            vec!["neu@example.org", "2026"],
        ),
        expect(
            Letter::Account(AccountNews::TakeAddress { token: TOKEN, until: at() }),
            &format!("/new-address#token={TOKEN}"),
            vec!["2026"],
        ),
        expect(Letter::Account(AccountNews::AddressTaken), "/log-in", vec![]),
        expect(
            Letter::Account(AccountNews::DeskChanges { new: "neu@example.org", token: TOKEN, until: at() }),
            &format!("/keep-address#token={TOKEN}"),
            vec!["neu@example.org", "2026"],
        ),
        expect(
            Letter::Account(AccountNews::AddressLeft { new: "neu@example.org", at: at(), token: TOKEN, until: at() }),
            &format!("/keep-address#token={TOKEN}"),
            vec!["neu@example.org", "2026"],
        ),
        expect(Letter::Account(AccountNews::AddressTakenOver { at: at() }), "/log-in", vec!["2026"]),
        expect(Letter::Account(AccountNews::AddressKept { at: at() }), "/lost-access", vec!["2026"]),
        expect(Letter::Account(AccountNews::AddressNotTaken { at: at() }), "/help", vec!["2026"]),
        expect(
            Letter::Account(AccountNews::DeletionAsked { due: at(), token: TOKEN }),
            &format!("/keep-account#token={TOKEN}"),
            vec!["2026"],
        ),
        expect(Letter::Account(AccountNews::DeletionTakenBack), "/account", vec![]),
        expect(Letter::Account(AccountNews::Deleted { at: at() }), "/register", vec!["2026"]),
        expect(Letter::Reset { token: TOKEN, until: at() }, &format!("/new-password#token={TOKEN}"), vec!["2026"]),
        expect(Letter::PasswordChanged { at: at() }, "/log-in", vec!["2026"]),
        expect(
            Letter::NewLogIn { at: at(), device: "Firefox 131, Windows" },
            "/account",
            vec!["Firefox 131, Windows", "2026"],
        ),
        expect(Letter::SessionTheft { at: at() }, "/log-in", vec!["2026"]),
        expect(Letter::RecoveryCodeUsed { at: at(), left: 3 }, "/account", vec!["3", "2026"]),
        expect(Letter::RecoveryCodeUsed { at: at(), left: 0 }, "/account", vec!["2026"]),
        expect(Letter::SecondFactorChanged { at: at(), on: true }, "/account", vec!["2026"]),
        expect(Letter::SecondFactorChanged { at: at(), on: false }, "/account", vec!["2026"]),
        expect(Letter::EherkenningChanged { at: at(), linked: true }, "/account", vec!["2026"]),
        expect(Letter::EherkenningChanged { at: at(), linked: false }, "/account", vec!["2026"]),
    ]
}
