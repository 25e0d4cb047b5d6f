/** The package's functional build, over the one `lodash` there is. */
import convert from 'lodash/fp/_baseConvert';
import lodash from './lodash.ts';

const base = (lodash as { runInContext(): object }).runInContext();

export default convert(base, base);
