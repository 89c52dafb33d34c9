// Where files are announced: by a business, and by the desk for a business or for a template.
import { answer, api } from '../../api/client';
import type { Place } from './sending';

/** A folder of a business somebody opened. */
export function ofBusiness(business: string, topic: string): Place {
  const one = (upload: string) => ({ params: { path: { business, upload } } });
  return {
    announce: (file, key) => {
      const params = { path: { business }, header: { 'Idempotency-Key': key } };
      return answer(api.POST('/v1/businesses/{business}/uploads', { params, body: { topic, ...file } }));
    },
    get: (upload) => answer(api.GET('/v1/businesses/{business}/uploads/{upload}', one(upload))),
    complete: (upload) => answer(api.POST('/v1/businesses/{business}/uploads/{upload}/completion', one(upload))),
    giveUp: async (upload) => {
      await answer(api.DELETE('/v1/businesses/{business}/uploads/{upload}', one(upload)));
    },
  };
}

/** The desk, for a folder of a business or for a template. */
export function ofDesk(owner: string, topic?: string, note?: string): Place {
  const one = (upload: string) => ({ params: { path: { owner, upload } } });
  const about = { owner, ...(topic ? { topic } : {}), ...(note ? { note } : {}) };
  return {
    announce: (file, key) => {
      const params = { header: { 'Idempotency-Key': key } };
      return answer(api.POST('/v1/desk/uploads', { params, body: { ...about, ...file } }));
    },
    get: (upload) => answer(api.GET('/v1/desk/uploads/{owner}/{upload}', one(upload))),
    complete: (upload) => answer(api.POST('/v1/desk/uploads/{owner}/{upload}/completion', one(upload))),
    giveUp: async (upload) => {
      await answer(api.DELETE('/v1/desk/uploads/{owner}/{upload}', one(upload)));
    },
  };
}
