export { pathOf, routeTable } from './route.ts';
export type {
  BodyOf,
  GivenBodyOf,
  GivenQueryOf,
  JsonOf,
  ParamsOf,
  QueryOf,
  Route,
  RouteTable,
  StatusOf,
} from './route.ts';
