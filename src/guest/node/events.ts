/** `events`: the bundler's own, which is Node's code made to run elsewhere. */
import EventEmitter from 'node:events';

export default EventEmitter;
