// What a means is for, on the wizard's first page: what every journey through the wizard goes by.
import { words } from '../visitor.mjs';

/** Chooses a service that every level opens, and goes on to the data. */
export async function choosesServices(visitor) {
  await visitor.isAt(words('step.services.title'));
  await visitor.type(words('catalogue.search'), 'Zuid-Holland');
  await visitor.page.getByRole('group', { name: 'Provincie Zuid-Holland' }).getByRole('checkbox').first().check();
  await visitor.press(words('next'));
  await visitor.isAt(words('step.data.title'));
}
