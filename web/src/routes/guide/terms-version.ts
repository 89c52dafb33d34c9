/**
 * Which version of the terms the page tells: contracts name `version`, accounts record `number`. A test holds both against the server, so the
 * text is looked at whenever the server names another one.
 */
export const TERMS = { version: '2026-11', number: 1 } as const;
