import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { DownloadButton } from '../../parts/download-button';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { size } from '../../parts/size';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { FileFacts } from './parts';

/** One file with its versions. */
export function FolderFile() {
  const { t, time, locale } = useWords();
  const { business = '', topic = '', file = '' } = useParams();
  const path = { business, topic, file };
  const found = useResource(`file ${file}`, () => answer(api.GET('/v1/businesses/{business}/folders/{topic}/files/{file}', { params: { path } })));
  const open = (number: number) => () =>
    answer(api.POST('/v1/businesses/{business}/folders/{topic}/files/{file}/downloads', { params: { path }, body: { number } }));
  const one = found.value?.file;
  return (
    <Page title={one?.fileName ?? t('folders.file')} back={{ to: `/businesses/${business}/documents/${topic}`, text: t('folders.to-folder') }}>
      <div className="stack stack--wide">
        {found.refused && <ProblemNotice refused={found.refused} again={() => void found.again()} />}
        {!found.value && !found.refused && <Waiting />}
        {one && found.value && (
          <>
            <div className="file stack stack--close">
              <FileFacts file={one} />
            </div>
            <div className="stack">
              <Heading level={2}>{t('folders.all-versions')}</Heading>
              <Table
                caption={t('folders.all-versions')}
                columns={[t('folders.version'), t('folders.when'), t('folders.from'), t('folders.size'), t('folders.note'), t('folders.download')]}
                rows={found.value.versions.map((version) => ({
                  key: String(version.number),
                  cells: [
                    String(version.number),
                    time(version.at),
                    t(`folders-side.${version.from}`),
                    size(version.size, locale),
                    version.note ?? '',
                    <DownloadButton key="download" ask={open(version.number)} after={found.again} name={t('folders.download-version', { name: one.fileName, number: version.number })}>
                      {t('folders.download')}
                    </DownloadButton>,
                  ],
                }))}
              />
            </div>
            {one.deletable && <Delete path={path} name={one.fileName} />}
          </>
        )}
      </div>
    </Page>
  );
}

/** Deleting it, after it was said what goes. */
function Delete({ path, name }: { path: { business: string; topic: string; file: string }; name: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const remove = async () => {
    setBusy(true);
    setRefused(undefined);
    try {
      await answer(api.DELETE('/v1/businesses/{business}/folders/{topic}/files/{file}', { params: { path } }));
      await navigate(`/businesses/${path.business}/documents/${path.topic}`);
    } catch (thrown) {
      setRefused(asRefused(thrown));
      setBusy(false);
    }
  };
  return (
    <div className="actions">
      <Button purpose="subtle" negative onClick={() => setAsking(true)}>
        {t('folders.delete')}
      </Button>
      {asking && (
        <Dialog title={t('folders.delete-title', { name })} onClose={() => setAsking(false)}>
          <p className="utrecht-paragraph">{t('folders.delete-text')}</p>
          {refused && <ProblemNotice refused={refused} />}
          <div className="actions">
            <Button negative busy={busy} onClick={() => void remove()}>
              {t('folders.delete-do')}
            </Button>
            <Button purpose="secondary" onClick={() => setAsking(false)}>
              {t('folders.keep')}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
